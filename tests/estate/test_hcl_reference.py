"""python-hcl2 behind its door: module sources, refusals, and where its grammar is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from oci_assets.errors import HclError
from oci_assets.estate.hcl_reference import ModuleSource, module_sources

TEXT = """
module "a" {
  source = "./a"
}
module "b" {
  source = var.x
}
module c {
  source = "./${local.y}"
}
module "d" {}
"""


def test_module_sources() -> None:
    """Label and literal source of each call, in order."""
    assert module_sources(TEXT.encode(), "main.tf") == (
        *(ModuleSource("a", "./a"), ModuleSource("b", None), ModuleSource("c", None), ModuleSource("d", None)),
    )


def test_module_sources_json() -> None:
    """JSON is read as JSON, by its name."""
    text = '{"module": {"a": {"source": "./a"}, "b": [{"source": "${var.x}"}]}}'
    assert module_sources(text.encode(), "x/main.tf.json") == (ModuleSource("a", "./a"), ModuleSource("b", None))


def test_module_sources_windows() -> None:
    """Line ends and the byte order mark of Windows are no mistakes."""
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    assert module_sources(data, "main.tf") == module_sources(TEXT.encode(), "main.tf")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        *(("module {", "a.tf"), ("x = [", "a.tf"), ("x = " + "[" * 2000 + "]" * 2000, "a.tf")),
        *(("{", "a.tf.json"), ("[]", "a.tf.json"), ("[" * 100_000, "a.tf.json")),
    ],
)
def test_module_sources_refused(text: str, path: str) -> None:
    """Every refusal is one kind of error, with the path and a reason of one line."""
    with pytest.raises(HclError) as caught:
        module_sources(text.encode(), path)
    assert caught.value.path == path
    assert caught.value.reason
    assert "\n" not in caught.value.reason


def test_module_sources_loads_late() -> None:
    """Our own reader never loads python-hcl2, whose grammar takes its time."""
    code = (
        "import sys\nfrom oci_assets.estate.hcl_facts import read_facts\nimport oci_assets.estate.hcl_doubt\n"
        "assert read_facts(b'module \"a\" { source = \"./a\" }', 'main.tf').calls\nassert 'hcl2' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).resolve().parents[2])


def test_module_sources_read_only_package(tmp_path: Path) -> None:
    """Where python-hcl2 may not write beside its code, its grammar goes to the user's cache."""
    code = (
        "import os, hcl2.parser\nfrom pathlib import Path\n"
        "hcl2.parser.PARSER_FILE = Path(os.environ['HOME']) / 'missing/grammar.bin'\n"
        "from oci_assets.estate.hcl_reference import module_sources\nmodule_sources(b'x = 1', 'a.tf')\n"
    )
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).resolve().parents[2], env=environment)
    (kept,) = (tmp_path / "cache/oci-assets").iterdir()
    assert kept.name.startswith("hcl2-")
    assert (tmp_path / "cache/oci-assets").stat().st_mode & 0o777 == 0o700

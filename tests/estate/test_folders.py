"""One folder as a whole: Terraform's merge of its files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oci_assets.estate.facts import CONTENT, MODULE, REFERENCE, ROOT, Call, Read, State
from oci_assets.estate.folders import Broken, Folder, Link, is_override, loading_order, merge
from oci_assets.estate.hcl_facts import read_facts
from tests.estate.judge import installed_modules, run_terraform, write_files


def merged(files: dict[str, str]) -> Folder:
    """The folder of these files (by name) in `x/y`."""
    facts = [(f"x/y/{name}", read_facts(text.encode(), name)) for name, text in files.items()]
    return merge(facts, files)


def called(name: str, source: str = "") -> str:
    """A module block, without a source when none is given."""
    return f'module "{name}" {{\n{f"  source = {json.dumps(source)}" if source else ""}\n}}\n'


OVERRIDES = {
    "replaces the source": {"a.tf": called("m", "./a"), "a_override.tf": called("m", "./b")},
    "keeps the source": {"a.tf": called("m", "./a"), "a_override.tf": called("m")},
    "plain name": {"a.tf": called("m", "./a"), "override.tf": called("m", "./b")},
    "last one wins": {
        "a_override.tf": called("m", "./b"),
        "b_override.tf": called("m", "./c"),
        "z.tf": called("m", "./a"),
    },
    "by name, not by kind": {
        "override.tf": called("m", "./b"),
        "a_override.tf": called("m", "./c"),
        "z.tf": called("m", "./a"),
    },
    "JSON overrides": {"a.tf": called("m", "./a"), "a_override.tf.json": '{"module": {"m": {"source": "./b"}}}'},
    "JSON overridden": {"a.tf.json": '{"module": {"m": {"source": "./a"}}}', "override.tf": called("m", "./b")},
    "JSON and HCL by name": {
        "override.tf": called("m", "./b"),
        "override.tf.json": '{"module": {"m": {"source": "./c"}}}',
        "z.tf": called("m", "./a"),
    },
    "no override": {
        "a.tf": called("m", "./a"),
        "override_a.tf": called("n", "./b"),
        "my-override.tf": called("o", "./c"),
    },
    "other modules stay": {"a.tf": called("m", "./a") + called("n", "./b"), "override.tf": called("n", "./c")},
    "hidden and backup files": {
        "a.tf": called("m", "./a"),
        ".a_override.tf": called("m", "./b"),
        "a_override.tf~": called("m", "./b"),
    },
}


def test_merge_as_terraform(tmp_path: Path) -> None:
    """Terraform installs the modules that stand after our merge, in every order and kind of override file."""
    expected: dict[str, str] = {}
    files: dict[str, str | bytes] = {}
    for number, configuration in enumerate(OVERRIDES.values()):
        folder = f"case{number}"
        files |= {f"{folder}/{name}": text for name, text in configuration.items()}
        files |= {f"{folder}/{module}/main.tf": "" for module in "abc"}
        read = {
            name: text for name, text in configuration.items() if not name.startswith(".") and not name.endswith("~")
        }
        found = {f"{folder}.{call.name}": f"{folder}/{str(call.source)[2:]}" for call, _ in merged(read).calls}
        expected |= {folder: folder} | found
    text = "".join(called(f"case{number}", f"./case{number}") for number in range(len(OVERRIDES)))
    write_files(tmp_path, {**files, "main.tf": text})
    assert installed_modules(tmp_path) == expected


def test_merge_required_version_as_terraform(tmp_path: Path) -> None:
    """An override file's version constraints replace all others, as Terraform has it: it accepts this configuration."""
    impossible, fine = (f'terraform {{\n  required_version = "{version}"\n}}\n' for version in ("< 0.1", ">= 1.0"))
    files: dict[str, str | bytes] = {"a.tf": impossible, "b.tf": impossible, "override.tf": fine}
    write_files(tmp_path, files)
    run_terraform(tmp_path, "get")
    assert merged({name: str(text) for name, text in files.items()}).required_version == (">= 1.0",)
    assert merged({"a.tf": impossible, "b.tf": fine}).required_version == ("< 0.1", ">= 1.0")


def test_merge_calls() -> None:
    """Each call has the file that names its source; an override of nothing is no call."""
    folder = merged(
        {"b.tf": called("m", "./a"), "a.tf": called("n", "./b"), "override.tf": called("m", "./c") + called("o", "./d")}
    )
    assert folder.calls == ((Call("n", "./b", None, 1), "x/y/a.tf"), (Call("m", "./c", None, 1), "x/y/override.tf"))


def test_merge_reads_with_locals() -> None:
    """Locals of any file of the folder fill in the paths of the others; an override's value wins."""
    folder = merged(
        {
            "a.tf": 'locals {\n  dir = "${path.module}/x"\n  name = "old"\n}\n',
            "b.tf": 'output "o" {\n  value = file("${local.dir}/${local.name}.json")\n}\n',
            "c_override.tf": 'locals {\n  name = "new"\n}\n',
        }
    )
    assert Read(MODULE, "x/new.json", CONTENT) in folder.reads
    assert not any(REFERENCE in read.path for read in folder.reads)


def test_merge_states_with_locals() -> None:
    """Keys of remote states are filled in, and each has its file."""
    state = 'data "terraform_remote_state" "n" {\n  backend = "s3"\n  config = {\n    key = "${local.p}/n"\n  }\n}\n'
    folder = merged({"a.tf": state, "b.tf": 'locals {\n  p = "toronto"\n}\n'})
    assert folder.states == ((State("s3", (("key", "toronto/n"),), 1), "x/y/a.tf"),)


def test_merge_backend() -> None:
    """An override file's backend replaces the one that it overrides."""
    blocks = {kind: f'terraform {{\n  backend "{kind}" {{}}\n}}\n' for kind in ("s3", "oci")}
    assert merged({"a.tf": blocks["s3"], "a_override.tf": blocks["oci"], "b.tf": ""}).backend == State("oci", (), 2)
    assert merged({"a.tf": ""}).backend is None


def test_merge_types_and_broken() -> None:
    """Types are united, looked-up ones with the first file that names them; every broken file is told."""
    folder = merged({"b.tf": 'data "d" "x" {}\nresource "r" "x" {}\n', "a.tf": 'data "d" "y" {}\nresource "q" "x" {\n'})
    assert folder.resources == ("q", "r")
    assert folder.data == (("d", "x/y/a.tf"),)
    assert folder.broken == (Broken("x/y/a.tf", "line 2: '{' that is never closed"),)
    assert folder.has_configuration


def test_has_configuration() -> None:
    """Values and lock files alone make no module."""
    assert not merge([], ["terraform.tfvars", ".terraform.lock.hcl"]).has_configuration
    assert merge([], ["x.auto.tfvars", "x.tofu"]).has_configuration


FULL = Folder(
    calls=((Call("a", "./a", None, 1), "x.tf"),),
    reads=(Read(ROOT, "a", CONTENT),),
    inputs=("x.tf",),
    links=(Link("x.tf", ("y", "z.tf")),),
    states=((State("s3", (("key", "k"),), 1), "x.tf"),),
    backend=State("s3", (), 1),
    resources=("r",),
    data=(("d", "x.tf"),),
    required_version=(">= 1",),
    broken=(Broken("x.tf", "why"),),
)


@pytest.mark.parametrize("folder", [Folder(), FULL, Folder(inputs=("a.tf",)), Folder(broken=FULL.broken)])
def test_folder_json(folder: Folder) -> None:
    """A folder survives a trip through JSON; an empty one costs nothing."""
    back = Folder.from_json(json.loads(json.dumps(folder.to_json())))
    assert back == folder
    assert repr(back) == repr(folder)
    assert Folder().to_json() == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(("override.tf", True), ("override.tf.json", True), ("x_override.tofu", True), ("_override.tofu.json", True)),
        *(("override_x.tf", False), ("x-override.tf", False), ("xoverride.tf", False), ("override.tfvars", False)),
    ],
)
def test_is_override(name: str, *, expected: bool) -> None:
    """Only whole names and a `_override` before the ending count."""
    assert is_override(name) is expected


def test_loading_order() -> None:
    """By name, override files last."""
    names = ["a_override.tf", "b.tf", "override.tf", "a.tf.json", "a.tf", "B.tf"]
    assert sorted(names, key=loading_order) == ["B.tf", "a.tf", "a.tf.json", "b.tf", "a_override.tf", "override.tf"]

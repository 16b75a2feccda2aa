"""When another init would do something else, and that Terraform itself asks for init should we be wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from oci_assets.estate.init_reads import VERSION, init_reads
from oci_assets.model import Outcome
from oci_assets.terraform.binary import Binary
from oci_assets.terraform.init_fingerprint import InitReader, fingerprint
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from tests.terraform.mirror import Mirror, requiring, serving

MakeStack = Callable[..., StackRequest]
READER = InitReader(VERSION, init_reads)
BLIND = InitReader(0, lambda _data, _name: "")
DATA = 'resource "terraform_data" "a" {}\n'
CALL = 'module "m" {\n  source = "../../modules/m"\n}\n'


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    """A folder that calls a module, and the data dir of an init that has seen both."""
    folder, data_dir = tmp_path / "toronto" / "network", tmp_path / "data"
    for place, text in ((folder, CALL + DATA), (tmp_path / "modules" / "m", DATA)):
        place.mkdir(parents=True)
        (place / "main.tf").write_text(text)
    (data_dir / "modules").mkdir(parents=True)
    modules = [{"Key": "", "Source": "", "Dir": "."}, {"Key": "m", "Source": "x", "Dir": "../../modules/m"}]
    (data_dir / "modules" / "modules.json").write_text(json.dumps({"Modules": modules}))
    return folder


def now(binary: Binary, stack: Path, reader: InitReader | None = READER, **env: str) -> str:
    """The fingerprint of the stack as it is."""
    return fingerprint(binary, stack, stack.parent.parent / "data", env, reader)


@pytest.mark.parametrize(
    ("file", "text", "same"),
    [
        ("main.tf", CALL + DATA.replace("{}", "{\n  input = 2 # two\n}"), True),
        ("more.tf", DATA.replace('"a"', '"b"'), True),
        ("outputs.tf", 'output "o" {\n  value = 1\n}\n', True),
        ("terraform.tfvars", "x = 1\n", True),
        ("README.md", "x\n", True),
        ("../../modules/m/main.tf", DATA * 2, True),
        ("../../modules/m/variables.tf", 'variable "v" {}\n', True),
        ("main.tf", DATA, False),
        ("more.tf", 'resource "oci_core_vcn" "v" {}\n', False),
        ("../../modules/m/more.tf", 'resource "oci_core_vcn" "v" {}\n', False),
        ("../../modules/m/more.tf", 'module "n" {\n  source = "./n"\n}\n', False),
        (".terraform.lock.hcl", "# locked\n", False),
        ("broken.tf", "resource {\n", False),
    ],
)
def test_fingerprint_of_an_edit(binary: Binary, stack: Path, file: str, text: str, *, same: bool) -> None:
    """Only what init reads counts, in the folder and in its modules; asked twice, since the second time is cached."""
    before = now(binary, stack)
    (stack / file).write_text(text)
    assert [now(binary, stack) == before for _ in range(2)] == [same, same]


def test_fingerprint_of_an_evaluation(binary: Binary, stack: Path) -> None:
    """A source that needs a variable: every byte counts, also of values."""
    (stack / "main.tf").write_text('module "m" {\n  source = var.where\n}\n')
    seen = {now(binary, stack)}
    (stack / "terraform.tfvars").write_text('where = "./x"\n')
    seen.add(now(binary, stack))
    (stack / "comment.tf").write_text("# x\n")
    seen.add(now(binary, stack))
    seen.add(now(binary, stack, TF_VAR_where="./y"))
    assert len(seen) == 4


def test_fingerprint_of_its_surroundings(binary: Binary, stack: Path, tmp_path: Path) -> None:
    """Terraform's kind and version, the command line's configuration and the cache count."""
    config = tmp_path / "rc"
    config.write_text("# one\n")
    seen = {now(binary, stack), now(binary, stack, TF_CLI_CONFIG_FILE=str(config))}
    config.write_text("# two\n")
    seen.add(now(binary, stack, TF_CLI_CONFIG_FILE=str(config)))
    seen.add(now(binary, stack, TF_PLUGIN_CACHE_DIR="/c"))
    seen |= {now(replace(binary, version="9.9.9"), stack), now(replace(binary, kind="tofu"), stack)}
    assert len(seen) == 6
    assert now(binary, stack, TF_VAR_x="1", OCI_REGION="r") == now(binary, stack)


def test_fingerprint_of_another_reader(binary: Binary, stack: Path) -> None:
    """What an older reader told is not taken for what this one tells."""
    first = now(binary, stack, BLIND)
    assert now(binary, stack, READER) == now(binary, stack, READER) != first


def test_fingerprint_reads_a_file_once(binary: Binary, stack: Path) -> None:
    """An unchanged file is not read as HCL again, in whatever checkout and at whatever time it lies."""
    asked: list[str] = []

    def read(data: bytes, name: str) -> str | None:
        asked.append(name)
        return init_reads(data, name)

    for _ in range(3):
        now(binary, stack, InitReader(VERSION, read))
        (stack / "main.tf").write_text((stack / "main.tf").read_text())
    assert asked == ["main.tf", "main.tf"]
    (stack.parent.parent / "data" / "oci-assets-init-reads.json").write_text("half {")
    now(binary, stack, InitReader(VERSION, read))
    assert len(asked) == 4


def inits(runner: TerraformRunner) -> int:
    """How often init has run."""
    return sum(1 for _ in runner.state_dir.rglob("*-init.log"))


def test_init_is_run_for_a_new_module_when_terraform_asks(
    runner: TerraformRunner, make_stack: MakeStack, tmp_path: Path
) -> None:
    """With a reader that sees nothing, a new module is installed all the same."""
    (tmp_path / "modules" / "m").mkdir(parents=True)
    (tmp_path / "modules" / "m" / "main.tf").write_text(DATA)
    assert runner.plan(make_stack(DATA, init_reader=BLIND)).outcome is Outcome.CHANGES
    text = DATA + CALL.replace("../../", "../../../")
    assert runner.plan(make_stack(text, init_reader=BLIND)).counts.created == 2
    assert inits(runner) == 2


def test_init_is_run_for_a_new_provider_when_terraform_asks(
    binary: Binary, make_stack: MakeStack, tmp_path: Path
) -> None:
    """With a reader that sees nothing, a new provider and a new version are installed all the same."""
    with serving(Mirror("x/1.0.0", "x/2.0.0"), tmp_path / "mirror") as mirror:
        runner = TerraformRunner(binary, tmp_path / "state", environ=mirror.environ)
        assert runner.plan(make_stack(DATA, init_reader=BLIND)).outcome is Outcome.CHANGES
        runner.plan(make_stack(requiring({"x": "1.0.0"}) + DATA, init_reader=BLIND))
        assert mirror.taken == ["x/1.0.0"]
        text = requiring({"x": "2.0.0"}) + DATA
        runner.plan(make_stack(text, init_reader=BLIND, in_checkout=True))
        assert mirror.taken == ["x/1.0.0", "x/2.0.0"]


@pytest.mark.parametrize("reader", [READER, BLIND])
def test_fault_42_changed_backend_is_refused(
    runner: TerraformRunner, make_stack: MakeStack, reader: InitReader
) -> None:
    """Whether we see it or Terraform does: no state is moved, and the message says how a person moves it."""
    backend = 'terraform {\n  backend "local" {\n    path = "one.tfstate"\n  }\n}\n' + DATA
    assert runner.apply(make_stack(backend, init_reader=reader)).outcome is Outcome.APPLIED
    request = make_stack(backend.replace("one", "two"), init_reader=reader)
    result = runner.apply(request)
    assert result.outcome is Outcome.FAILED
    assert "Backend configuration changed" in (result.error or "")
    assert "-migrate-state" in (result.hint or "")
    assert not (request.folder / "two.tfstate").exists()
    assert (request.folder / "one.tfstate").exists()

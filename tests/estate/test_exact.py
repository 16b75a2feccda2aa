"""Which files select which stacks: every file that a plan reads, and no other. Real git, one rule a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oci_assets.estate.changes import find_affected
from oci_assets.model import Affected
from tests.builders import EstateRepo


def call(source: str, name: str = "m") -> str:
    """A module call."""
    return f'module "{name}" {{\n  source = "{source}"\n}}\n'


# A stack for each way of reading something, all of them in one region; `plain` reads nothing but itself.
FILES = {
    "toronto/plain/main.tf": 'resource "terraform_data" "x" {}\n',
    "toronto/plain/backend.tf": "",
    "toronto/network/main.tf": call("../../modules/network/vcn/"),
    "toronto/network/backend.tf": "",
    "toronto/loadbalancer/main.tf": call("../../modules/networkloadbalancer"),
    "toronto/loadbalancer/backend.tf": "",
    "toronto/deep/main.tf": call("../../modules//deep/one"),
    "toronto/deep/backend.tf": "",
    "toronto/linked/main.tf": call("../../modules/link"),
    "toronto/linked/backend.tf": "",
    "toronto/sibling/main.tf": call("../plain"),
    "toronto/sibling/backend.tf": "",
    "toronto/override/main.tf": call("../../modules/old"),
    "toronto/override/z_override.tf": call("../../modules/new"),
    "toronto/override/backend.tf": "",
    "toronto/files/main.tf": (
        'locals {\n  a = file("${path.module}/data/a.txt")\n  b = templatefile("data/b.tpl", {})\n'
        '  c = fileexists("data/maybe.txt")\n  d = fileset(path.module, "sets/*.json")\n'
        '  e = file("${path.root}/../../common/root.txt")\n'
        '  f = filemd5(join("/", [path.module, "data", "f.bin"]))\n}\n'
    ),
    "toronto/files/backend.tf": "",
    "toronto/computed/main.tf": (
        'variable "script" {}\nlocals {\n  s = file("${path.module}/scripts/${var.script}")\n}\n'
    ),
    "toronto/computed/terraform.tfvars": 'script = "init.sh"\n',
    "toronto/rooted/main.tf": call("../../modules/rooted"),
    "toronto/rooted/backend.tf": "",
    "toronto/symlink/backend.tf": "",
    "toronto/dynamic/main.tf": (
        'variable "base" {\n  default = "../../modules"\n}\nmodule "m" {\n  source = "${var.base}/new"\n}\n'
    ),
    "toronto/dynamic/backend.tf": "",
    "toronto/unknown/main.tf": 'variable "where" {}\nmodule "m" {\n  source = var.where\n}\n',
    "toronto/unknown/backend.tf": "",
    "toronto/passing/main.tf": 'module "m" {\n  source = "../../modules/chooser"\n  base   = "../new"\n}\n',
    "toronto/passing/backend.tf": "",
    "modules/chooser/main.tf": 'variable "base" {\n  default = "../old"\n}\nmodule "m" {\n  source = var.base\n}\n',
    "modules/network/vcn/main.tf": "# vcn\n",
    "modules/network/vcn/examples/full/main.tf": "# example\n",
    "modules/networkloadbalancer/main.tf": "# nlb\n",
    "modules/deep/one/main.tf": call("../two"),
    "modules/deep/two/main.tf": call("./three"),
    "modules/deep/two/three/main.tf": call("../../../deep-four"),
    "modules/deep-four/main.tf": 'locals {\n  t = templatefile("${path.module}/t.tpl", {})\n}\n',
    "modules/deep-four/t.tpl": "t\n",
    "modules/real/main.tf": call("../real-child"),
    "modules/real-child/main.tf": "# child\n",
    "modules/old/main.tf": "# old\n",
    "modules/new/main.tf": "# new\n",
    "modules/rooted/main.tf": 'locals {\n  s = file("${path.root}/scripts/x.sh")\n}\n',
    "toronto/rooted/scripts/x.sh": "x\n",
    "shared/common.tf": "# common\n",
    "common/root.txt": "root\n",
    **{f"toronto/files/data/{name}": f"{name}\n" for name in ("a.txt", "b.tpl", "f.bin", "other.txt")},
    "toronto/files/sets/one.json": "{}\n",
    "toronto/computed/scripts/init.sh": "init\n",
    "README.md": "docs\n",
}
LINKS = {"modules/link": "real", "toronto/symlink/common.tf": "../../shared/common.tf"}


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> EstateRepo:
    """The estate of `FILES`, committed on `main`."""
    repo = EstateRepo(tmp_path_factory.mktemp("exact"))
    for path, target in LINKS.items():
        repo.link(path, target)
    repo.commit("estate", FILES)
    return repo


@pytest.fixture(autouse=True)
def private_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A cache of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def after(estate: EstateRepo) -> Iterator[Callable[..., Affected]]:
    """Commits a change on a branch and says what it affects; the branch is gone afterwards."""

    def change(files: dict[str, str | None]) -> Affected:
        estate.branch("change", "main")
        for path, text in files.items():
            if text is None:
                estate.remove(path)
            else:
                estate.write(path, text)
        estate.commit("change")
        return find_affected(estate.repository(), "main", "change")

    yield change
    estate.git("switch", "--quiet", "--discard-changes", "main")
    estate.git("branch", "--quiet", "-D", "change")


def names(affected: Affected) -> list[str]:
    """The services that are affected, without the two that count every module change."""
    return [stack.split("/")[1] for stack in affected.reasons if stack not in {"toronto/unknown", "toronto/passing"}]


@pytest.mark.parametrize(
    ("path", "services"),
    [
        ("toronto/plain/main.tf", ["plain", "sibling"]),
        ("toronto/plain/new.tf.json", ["plain", "sibling"]),
        ("toronto/plain/new.tofu", ["plain", "sibling"]),
        ("toronto/plain/terraform.tfvars", ["plain"]),
        ("toronto/plain/x.auto.tfvars", ["plain"]),
        ("toronto/plain/x.auto.tfvars.json", ["plain"]),
        ("toronto/plain/.terraform.lock.hcl", ["plain"]),
        ("toronto/plain/prod.tfvars", []),
        ("toronto/plain/README.md", []),
        ("toronto/plain/main.tf_backup", []),
        ("toronto/plain/.hidden.tf", []),
        ("toronto/plain/#edited.tf", ["plain", "sibling"]),
        ("toronto/plain/main.tf~", []),
        ("toronto/plain/nested/main.tf", []),
        ("modules/network/vcn/main.tf", ["network"]),
        ("modules/network/vcn/more.tf", ["network"]),
        ("modules/network/vcn/terraform.tfvars", []),
        ("modules/network/vcn/.terraform.lock.hcl", []),
        ("modules/network/vcn/examples/full/main.tf", []),
        ("modules/network/vcn/README.md", []),
        ("modules/network/main.tf", []),
        ("modules/networkloadbalancer/main.tf", ["loadbalancer"]),
        ("modules/deep/one/main.tf", ["deep"]),
        ("modules/deep/two/three/main.tf", ["deep"]),
        ("modules/deep-four/main.tf", ["deep"]),
        ("modules/deep-four/t.tpl", ["deep"]),
        ("modules/real/main.tf", ["linked"]),
        ("modules/real-child/main.tf", ["linked"]),
        ("modules/old/main.tf", []),
        ("modules/new/main.tf", ["dynamic", "override"]),
        ("modules/rooted/main.tf", ["rooted"]),
        ("toronto/rooted/scripts/x.sh", ["rooted"]),
        ("toronto/rooted/scripts/y.sh", []),
        ("toronto/files/data/a.txt", ["files"]),
        ("toronto/files/data/b.tpl", ["files"]),
        ("toronto/files/data/f.bin", ["files"]),
        ("toronto/files/data/maybe.txt", ["files"]),
        ("toronto/files/data/other.txt", []),
        ("toronto/files/sets/two.json", ["files"]),
        ("toronto/files/sets/two.yaml", []),
        ("toronto/files/sets/one.json", []),
        ("common/root.txt", ["files"]),
        ("common/other.txt", []),
        ("toronto/computed/scripts/init.sh", ["computed"]),
        ("shared/common.tf", ["symlink"]),
        ("README.md", []),
        ("docs/x.tf", []),
    ],
)
def test_find_affected_by_one_path(after: Callable[..., Affected], path: str, services: list[str]) -> None:
    """A change of this path selects these services and no other."""
    assert names(after({path: "# changed\n"})) == services


@pytest.mark.parametrize(
    ("path", "services", "kind"),
    [
        ("toronto/files/sets/one.json", ["files"], "file"),
        ("modules/network/vcn/main.tf", ["network"], "missing_module"),
        ("modules/real/main.tf", ["linked"], "missing_module"),
        ("shared/common.tf", ["symlink"], "symlink"),
        ("modules/deep/two/three/main.tf", ["deep"], "missing_module"),
        ("toronto/files/data/a.txt", ["files"], "file"),
    ],
)
def test_find_affected_by_a_deletion(after: Callable[..., Affected], path: str, services: list[str], kind: str) -> None:
    """What is gone selects those that read it."""
    affected = after({path: None})
    assert names(affected) == services
    reasons = [
        reason for stack, found in affected.reasons.items() if stack.split("/")[1] in services for reason in found
    ]
    assert {reason.kind.value for reason in reasons} == {kind}


def test_find_affected_tells_the_chain(after: Callable[..., Affected]) -> None:
    """The chain of modules from the stack down to the one that changed."""
    reason = after({"modules/deep-four/t.tpl": "changed\n"}).reasons["toronto/deep"][0]
    assert (reason.kind.value, reason.path) == ("module", "modules/deep-four/t.tpl")
    assert reason.via == ("modules/deep/one", "modules/deep/two", "modules/deep/two/three", "modules/deep-four")


def test_find_affected_by_a_link_that_turns(estate: EstateRepo, after: Callable[..., Affected]) -> None:
    """A link that leads elsewhere selects, by the link's own path."""
    (estate.root / "modules/link").unlink()
    estate.link("modules/link", "new")
    assert after({}).reasons["toronto/linked"][0].path == "modules/link"


def test_find_affected_by_every_module_where_a_source_is_not_certain(after: Callable[..., Affected]) -> None:
    """`source = var.where` without a value: every module change counts, and a warning says so."""
    affected = after({"modules/old/main.tf": "# changed\n"})
    assert [reason.kind.value for reason in affected.reasons["toronto/unknown"]] == ["unresolved_source"]
    assert any("toronto/unknown/main.tf:2" in warning for warning in affected.warnings)


def test_find_affected_where_hcl_is_broken(after: Callable[..., Affected]) -> None:
    """A file that nobody can read selects too much rather than too little, and is named."""
    affected = after(
        {"toronto/plain/main.tf": 'module "x" { source = "../../modules/old"\n', "modules/old/main.tf": "# 2\n"}
    )
    kinds = {(reason.kind.value, reason.path) for reason in affected.reasons["toronto/plain"]}
    assert ("module", "modules/old/main.tf") in kinds
    assert any("toronto/plain/main.tf" in warning for warning in affected.warnings)


def test_find_affected_where_a_caller_may_choose(after: Callable[..., Affected]) -> None:
    """The default of a variable in a called module tells nothing: the caller may pass another source."""
    affected = after({"modules/new/main.tf": "# changed\n"})
    assert {reason.kind.value for reason in affected.reasons["toronto/passing"]} == {"unresolved_source"}
    assert any("modules/chooser/main.tf" in warning for warning in affected.warnings)

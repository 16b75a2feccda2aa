"""Which stacks a change affects, and why: real histories of a small estate with modules two deep."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.errors import GitError, SettingsError
from oci_assets.estate.changes import find_affected
from oci_assets.model import Affected, ReasonKind
from tests.builders import EstateRepo


def call(*sources: str) -> str:
    """Module calls of these sources."""
    return "".join(f'module "m{n}" {{\n  source = "{source}"\n}}\n' for n, source in enumerate(sources))


ESTATE = {
    "modules/network/main.tf": 'resource "terraform_data" "network" {}\n',
    "modules/networkloadbalancer/main.tf": call("../shared/tags"),
    "modules/shared/tags/main.tf": 'resource "terraform_data" "tags" {}\n',
    "modules/unused/main.tf": "",
    "toronto/identity/backend.tf": "",
    "toronto/network/main.tf": call("../../modules/network"),
    "toronto/network/backend.tf": "",
    "toronto/loadbalancer/main.tf": call("../../modules/networkloadbalancer"),
    "toronto/loadbalancer/backend.tf": "",
    "toronto/loadbalancer/values.auto.tfvars": "",
    "ashburn/network/main.tf": call("../../modules/network/"),
    "ashburn/network/backend.tf": "",
    "common/regions.tfvars.json": "{}",
    "oci-assets.yaml": 'shared_files: ["common/*.tfvars.json"]\n',
    "README.md": "",
}
NETWORKS = ["ashburn/network", "toronto/network"]
ALL = ["ashburn/network", "toronto/identity", "toronto/loadbalancer", "toronto/network"]


@pytest.fixture
def work(estate: EstateRepo) -> EstateRepo:
    """The estate on `main`, and a branch `work` of it that is checked out."""
    estate.commit(files=ESTATE)
    estate.branch("work")
    return estate


def affected(estate: EstateRepo, base: str = "main", head: str = "HEAD") -> Affected:
    """What the change affects."""
    return find_affected(estate.repository(), base, head)


@pytest.mark.parametrize(
    ("path", "stacks"),
    [
        ("toronto/loadbalancer/main.tf", ["toronto/loadbalancer"]),
        ("toronto/loadbalancer/values.auto.tfvars", ["toronto/loadbalancer"]),
        ("toronto/loadbalancer/new.auto.tfvars.json", ["toronto/loadbalancer"]),
        ("toronto/loadbalancer/.terraform.lock.hcl", ["toronto/loadbalancer"]),
        ("toronto/loadbalancer/new.tf.json", ["toronto/loadbalancer"]),
        ("toronto/loadbalancer/scripts/init.sh", []),
        ("modules/network/main.tf", NETWORKS),
        ("modules/network/new.tf", NETWORKS),
        ("modules/networkloadbalancer/main.tf", ["toronto/loadbalancer"]),
        ("modules/shared/tags/main.tf", ["toronto/loadbalancer"]),
        ("common/regions.tfvars.json", ALL),
        ("modules/unused/main.tf", []),
        ("modules/README.md", []),
        ("README.md", []),
        ("toronto/network/README.md", []),
        ("toronto/network/old.tf_backup", []),
        ("toronto/network/.gitignore", []),
        ("toronto/notes.txt", []),
        ("networks/main.tf", []),
        ("common/other.txt", []),
        (".github/workflows/ci.yaml", []),
    ],
)
def test_find_affected_by_one_file(work: EstateRepo, path: str, stacks: list[str]) -> None:
    """Own files, modules at any depth and shared files select; names that look alike and what no plan reads do not."""
    work.commit(files={path: "{}\n# changed\n" if path not in ESTATE else f"{ESTATE[path]}\n"})
    found = affected(work)
    assert list(found.reasons) == stacks
    assert all(reason.path == path for reasons in found.reasons.values() for reason in reasons)
    assert found.removed == ()


def test_find_affected_tells_why(work: EstateRepo) -> None:
    """Each stack comes with the path that changed and the chain of modules down to it."""
    work.commit(files={"modules/shared/tags/main.tf": "", "common/regions.tfvars.json": "[]"})
    reasons = affected(work).reasons
    chain = ("modules/networkloadbalancer", "modules/shared/tags")
    assert {(r.kind, r.path, r.via) for r in reasons["toronto/loadbalancer"]} == {
        (ReasonKind.MODULE, "modules/shared/tags/main.tf", chain),
        (ReasonKind.SHARED_FILE, "common/regions.tfvars.json", ()),
    }
    assert {(r.kind, r.path) for r in reasons["toronto/identity"]} == {
        (ReasonKind.SHARED_FILE, "common/regions.tfvars.json")
    }


def test_find_affected_is_three_dots(work: EstateRepo) -> None:
    """What the base did after the fork selects nothing, before and after it is merged into the branch."""
    work.commit(files={"toronto/network/main.tf": ""})
    work.switch("main")
    work.commit(files={"toronto/identity/main.tf": "", "modules/shared/tags/main.tf": ""})
    work.switch("work")
    assert list(affected(work).reasons) == ["toronto/network"]
    work.merge("main")
    assert list(affected(work).reasons) == ["toronto/network"]


def test_find_affected_by_a_rename(work: EstateRepo) -> None:
    """A file that moves from one stack to another selects both (predecessor F3)."""
    work.rename("toronto/loadbalancer/values.auto.tfvars", "toronto/identity/values.auto.tfvars")
    work.commit()
    assert list(affected(work).reasons) == ["toronto/identity", "toronto/loadbalancer"]


def test_find_affected_removed_stack(work: EstateRepo) -> None:
    """A stack that is gone is reported as removed, one that moved as removed and new (predecessor F4)."""
    work.remove("toronto/loadbalancer")
    work.rename("toronto/identity", "ashburn/identity")
    work.commit()
    found = affected(work)
    assert found.removed == ("toronto/identity", "toronto/loadbalancer")
    assert list(found.reasons) == ["ashburn/identity"]


def test_find_affected_new_stack(work: EstateRepo) -> None:
    """A stack that the branch adds is selected."""
    work.commit(files={"ashburn/dns/backend.tf": ""})
    assert list(affected(work).reasons) == ["ashburn/dns"]


def test_find_affected_removed_module(work: EstateRepo) -> None:
    """The users of a module that is gone are still selected: the base is read too."""
    work.remove("modules/network")
    work.commit()
    assert list(affected(work).reasons) == NETWORKS


def test_find_affected_call_that_is_gone(work: EstateRepo) -> None:
    """A stack that called a module until now is selected by its own file, which no longer does."""
    work.commit(files={"toronto/network/main.tf": "", "modules/network/main.tf": ""})
    kinds = {reason.kind for reason in affected(work).reasons["toronto/network"]}
    assert kinds == {ReasonKind.FILE}


def test_find_affected_by_settings(work: EstateRepo) -> None:
    """A change of the settings selects the stacks whose upstreams it changes."""
    work.commit(files={"oci-assets.yaml": f"{ESTATE['oci-assets.yaml']}service_dependencies: {{network: []}}\n"})
    found = affected(work)
    assert {stack: [r.kind for r in reasons] for stack, reasons in found.reasons.items()} == {
        stack: [ReasonKind.SETTINGS] for stack in NETWORKS
    }


def test_find_affected_settings_with_mistakes(work: EstateRepo) -> None:
    """Mistakes in the head's settings are an error; that the base had some does not stop the commit that mends them."""
    work.commit(files={"oci-assets.yaml": "guard: {}\n"})
    with pytest.raises(SettingsError, match="did you mean 'guards'"):
        affected(work)
    broken = work.git("rev-parse", "HEAD")
    work.commit(files={"oci-assets.yaml": "", "toronto/identity/main.tf": ""})
    assert list(affected(work, broken).reasons) == ["toronto/identity"]


def test_find_affected_comment_is_no_call(work: EstateRepo) -> None:
    """A call in a comment selects nothing (predecessor F5), and a file with nothing else in it is no trouble."""
    work.commit(files={"toronto/identity/main.tf": "/*\n" + call("../../modules/network") + "*/\n"})
    work.git("branch", "--force", "main")
    work.commit(files={"modules/network/main.tf": ""})
    assert list(affected(work).reasons) == NETWORKS


def test_find_affected_ignores_the_working_copy(work: EstateRepo) -> None:
    """What is not committed plays no part."""
    work.write("toronto/network/main.tf", "changed")
    assert affected(work).reasons == {}


def test_find_affected_fails_closed(work: EstateRepo, tmp_path: Path) -> None:
    """Refs that cannot be compared are errors with the command that mends them, never "everything" (predecessor F1)."""
    work.commit(files={"toronto/network/main.tf": ""})
    with pytest.raises(GitError, match=r"git fetch origin Dev$"):
        affected(work, "Dev")
    work_sha = work.git("rev-parse", "HEAD")
    work.switch("main")
    work.commit(files={"README.md": "moved on"})
    clone = work.clone(tmp_path / "clone", "--depth=1", "--no-single-branch")
    clone.git("remote", "remove", "origin")
    with pytest.raises(GitError, match=r"git fetch --unshallow origin$"):
        affected(clone, "main", work_sha)
    work.git("switch", "--quiet", "--orphan", "island")
    work.commit("island", files=ESTATE)
    with pytest.raises(GitError, match=r"no common commit in .* git fetch origin main$"):
        affected(work)

"""Checkouts of single commits: made once, shared, pruned, and one state with the estate in place. Real Terraform."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

import dagster as dg
import pytest

from oci_assets.errors import EstateError, GitError
from oci_assets.model import Action, Outcome
from oci_assets.platform.checkouts import UNUSED_SECONDS, Checkouts
from oci_assets.platform.local_states import hold_state_file
from oci_assets.platform.site import load_site
from tests.platform.estates import Estate, make_estate, run, terraform_data

NETWORK, COMPUTE = "toronto/network", "toronto/compute"
STACKS = {name: PurePosixPath(name) for name in (NETWORK, COMPUTE)}
READS = """
data "terraform_remote_state" "network" {
  backend = "local"
  config = {
    path = "../network/terraform.tfstate"
  }
}
resource "terraform_data" "main" {
  input = data.terraform_remote_state.network.outputs.id
}
"""


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """A network with an output, and a compute stack that reads it from the network's state."""
    network = terraform_data() + 'output "id" {\n  value = terraform_data.main.output\n}\n'
    files = {f"{NETWORK}/main.tf": network, f"{COMPUTE}/main.tf": READS}
    return make_estate(tmp_path, NETWORK, COMPUTE, files=files)


@pytest.fixture
def checkouts(estate: Estate) -> Checkouts:
    """Of this estate; whatever is not recent is too much."""
    return Checkouts(estate.state_dir, estate.repo.root, kept=0)


def make_old(checkouts: Checkouts, commit: str) -> None:
    """As if it was used long ago."""
    then = time.time() - UNUSED_SECONDS - 1
    os.utime(checkouts.folder / f"{commit}.lock", (then, then))


def terraform(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Terraform as a person calls it."""
    return subprocess.run(["terraform", *args, "-no-color"], cwd=folder, capture_output=True, text=True, check=False)


def test_use_gives_the_commit(estate: Estate, checkouts: Checkouts) -> None:
    """A checkout holds its own commit, whatever is checked out or changed in the estate, which stays as it was."""
    old = estate.repo.git("rev-parse", "HEAD")
    estate.commit(toronto__network="two")
    estate.repo.write(f"{NETWORK}/dirty.tf", "x")
    with checkouts.use(old, STACKS) as root:
        assert 'input = "one"' in (root / NETWORK / "main.tf").read_text()
        assert not (root / NETWORK / "dirty.tf").exists()
    assert estate.repo.git("status", "--porcelain") == f"?? {NETWORK}/dirty.tf"
    assert estate.repo.git("branch", "--show-current") == "main"


def test_use_in_parallel_makes_it_once(estate: Estate, checkouts: Checkouts) -> None:
    """Steps that begin at once share one checkout."""
    head = estate.repo.git("rev-parse", "HEAD")

    def look(_: int) -> int:
        with checkouts.use(head, STACKS) as root:
            return (root / NETWORK / "main.tf").stat().st_ino

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(look, range(16)))) == 1


def test_use_mends_half_a_checkout(estate: Estate, checkouts: Checkouts) -> None:
    """What a killed process left is made anew, and so is one whose folder somebody removed."""
    head = estate.repo.git("rev-parse", "HEAD")
    (checkouts.folder / head).mkdir(parents=True)
    for _ in range(2):
        with checkouts.use(head, STACKS) as root:
            assert (root / NETWORK / "main.tf").is_file()
        shutil.rmtree(root)


def test_use_without_the_commit(checkouts: Checkouts) -> None:
    """A commit that is not here is an error that says what to do."""
    with pytest.raises(GitError, match="git fetch"), checkouts.use("f" * 40, STACKS):
        pass


def test_prune_leaves_those_in_use(estate: Estate, checkouts: Checkouts) -> None:
    """An old checkout goes when another is used, but not while somebody works in it."""
    old = estate.repo.git("rev-parse", "HEAD")
    new = estate.commit(toronto__network="two")
    with checkouts.use(old, STACKS) as root:
        make_old(checkouts, old)
        with checkouts.use(new, STACKS):
            assert (root / NETWORK / "main.tf").is_file()
    make_old(checkouts, old)
    with checkouts.use(new, STACKS):
        assert not root.exists()
    assert old not in estate.repo.git("worktree", "list", "--porcelain")


def test_state_is_shared_with_the_estate(estate: Estate, memory: dg.DagsterInstance) -> None:
    """Run of the sensor, command line in place and plain Terraform see one state; neighbours find it, too."""
    first = run(estate.site, memory, Action.APPLY, NETWORK, COMPUTE, trigger="sensor")
    assert {stack: r.outcome for stack, r in first.record.results.items()} == dict.fromkeys(STACKS, Outcome.APPLIED)
    in_place = run(estate.site, memory, Action.APPLY, NETWORK, COMPUTE, trigger="command line")
    assert {r.outcome for r in in_place.record.results.values()} == {Outcome.NO_CHANGES}
    estate.commit(toronto__network="two")
    run(estate.site, memory, Action.APPLY, NETWORK, trigger="command line")
    again = run(estate.site, memory, Action.APPLY, NETWORK, trigger="ui")
    assert {r.outcome for r in again.record.results.values()} == {Outcome.NO_CHANGES}
    assert '"two"' in (estate.repo.root / NETWORK / "terraform.tfstate").read_text()


def test_state_is_locked_with_the_estate(estate: Estate, checkouts: Checkouts) -> None:
    """While Terraform applies in a checkout, another in the estate's folder cannot, and the other way round."""
    gate = estate.repo.root.parent / "gate"
    waits = 'resource "terraform_data" "wait" {\n  triggers_replace = timestamp()\n  provisioner "local-exec" {\n'
    waits += f'    command = "touch {gate}.on; until [ -e {gate} ]; do sleep 0.05; done"\n  }}\n}}\n'
    head = estate.repo.commit(files={f"{NETWORK}/main.tf": waits})
    with checkouts.use(head, STACKS) as root:
        places = [root / NETWORK, estate.repo.root / NETWORK]
        (places[1] / "terraform.tfstate").touch()
        assert [terraform(place, "init").returncode for place in places] == [0, 0]
        for holder, other in (places, places[::-1]):
            held = subprocess.Popen(["terraform", "apply", "-auto-approve"], cwd=holder, stdout=subprocess.DEVNULL)
            while not Path(f"{gate}.on").exists():
                assert held.poll() is None
                time.sleep(0.05)
            refused = terraform(other, "apply", "-auto-approve")
            gate.touch()
            assert (held.wait(), refused.returncode) == (0, 1)
            assert "Error acquiring the state lock" in refused.stderr
            gate.unlink()
            Path(f"{gate}.on").unlink()
        assert (root / NETWORK / "terraform.tfstate").is_symlink()


def test_state_that_was_committed(estate: Estate, checkouts: Checkouts) -> None:
    """The estate's own state counts, not one that somebody committed."""
    estate.repo.write(f"{NETWORK}/terraform.tfstate", "old")
    estate.repo.git("add", "--force", f"{NETWORK}/terraform.tfstate")
    head = estate.repo.commit()
    estate.repo.write(f"{NETWORK}/terraform.tfstate", "new")
    with checkouts.use(head, STACKS) as root:
        assert (root / NETWORK / "terraform.tfstate").read_text() == "new"


def test_state_in_the_place_of_a_link(estate: Estate, checkouts: Checkouts) -> None:
    """A state that came into the checkout itself is never thrown away."""
    head = estate.repo.git("rev-parse", "HEAD")
    with checkouts.use(head, STACKS) as root:
        (root / NETWORK / "terraform.tfstate").unlink()
        (root / NETWORK / "terraform.tfstate").write_text("{}")
    with checkouts.use(head, STACKS) as root, pytest.raises(EstateError, match="a state of its own"):
        hold_state_file(root / NETWORK, estate.repo.root / NETWORK)


def test_prune_leaves_a_checkout_with_a_state(estate: Estate, checkouts: Checkouts) -> None:
    """However old it is: the state in it may be the only one there is."""
    old = estate.repo.git("rev-parse", "HEAD")
    with checkouts.use(old, STACKS) as root:
        (root / "other.tfstate").write_text("{}")
    make_old(checkouts, old)
    with checkouts.use(estate.repo.commit(), STACKS):
        assert root.is_dir()


def test_local_backend_with_a_path_of_its_own(estate: Estate, memory: dg.DagsterInstance) -> None:
    """`backend "local" { path = ... }` keeps its state where the estate has it; a computed path is refused."""
    backend = 'terraform {\n  backend "local" {\n    path = "states/network.tfstate"\n  }\n}\n'
    estate.repo.commit(files={f"{NETWORK}/backend.tf": backend})
    site = load_site(estate.repo.root, state_dir=estate.state_dir)
    ran = run(site, memory, Action.APPLY, NETWORK, trigger="ui")
    assert ran.record.results[NETWORK].outcome is Outcome.APPLIED
    assert '"resources"' in (estate.repo.root / NETWORK / "states" / "network.tfstate").read_text()
    estate.repo.commit(files={f"{NETWORK}/backend.tf": backend.replace('"states/network.tfstate"', "var.where")})
    again = run(load_site(estate.repo.root, state_dir=estate.state_dir), memory, Action.APPLY, NETWORK, trigger="ui")
    assert "is computed" in str(again.record.results[NETWORK].error)


def test_remote_backend_makes_no_state_file(estate: Estate, memory: dg.DagsterInstance) -> None:
    """A stack with its state elsewhere leaves no state file in the estate."""
    backend = 'terraform {\n  backend "http" {\n    address = "http://127.0.0.1:9/"\n  }\n}\n'
    estate.repo.commit(files={f"{NETWORK}/backend.tf": backend})
    site = load_site(estate.repo.root, state_dir=estate.state_dir)
    ran = run(site, memory, Action.APPLY, NETWORK, trigger="ui")
    assert ran.record.results[NETWORK].outcome is Outcome.FAILED
    assert not (estate.repo.root / NETWORK / "terraform.tfstate").exists()

"""Init across checkouts of commits: once for a stack, also where nobody commits lock files. Real git and Terraform."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from oci_assets.model import Action
from tests.platform.estates import Estate, make_estate, run, terraform_data
from tests.terraform.mirror import Mirror, requiring, serving

NETWORK = "toronto/network"
LOCK_FILE = f"{NETWORK}/.terraform.lock.hcl"
NEEDS = requiring({"x": "1.0.0"})


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    """A mirror of one provider, which every Terraform of the test uses."""
    with serving(Mirror("x/1.0.0", "x/2.0.0"), tmp_path / "mirror") as served:
        for name, value in served.environ.items():
            monkeypatch.setenv(name, value)
        yield served


@pytest.fixture
def estate(tmp_path: Path, mirror: Mirror) -> Estate:
    """A stack that needs the provider, and no lock file."""
    assert mirror.packages
    return make_estate(tmp_path, NETWORK, files={f"{NETWORK}/versions.tf": NEEDS})


def inits(estate: Estate) -> int:
    """How often init has run."""
    return sum(1 for _ in estate.state_dir.rglob("*-init.log"))


def test_init_once_for_two_commits(estate: Estate, memory: dg.DagsterInstance, mirror: Mirror) -> None:
    """A commit that changes values needs no init, though the lock file of the first one lies in another checkout."""
    for value in ("one", "two", "three"):
        commit = estate.commit(toronto__network=value)
        run(estate.site, memory, Action.PLAN, NETWORK, trigger="ui")
        assert (estate.state_dir / "checkouts" / commit / LOCK_FILE).is_file()
    assert (inits(estate), mirror.taken) == (1, ["x/1.0.0"])
    assert not (estate.repo.root / LOCK_FILE).exists()


def test_init_again_for_another_version(estate: Estate, memory: dg.DagsterInstance, mirror: Mirror) -> None:
    """A commit with another version of a provider gets it, and going back to the first commit works as well."""
    first = estate.repo.git("rev-parse", "HEAD")
    run(estate.site, memory, Action.PLAN, NETWORK, trigger="ui")
    estate.repo.commit(files={f"{NETWORK}/versions.tf": requiring({"x": "2.0.0"})})
    run(estate.site, memory, Action.PLAN, NETWORK, trigger="ui")
    assert mirror.taken == ["x/1.0.0", "x/2.0.0"]
    estate.repo.git("reset", "--hard", "--quiet", first)
    run(estate.site, memory, Action.PLAN, NETWORK, trigger="ui")
    assert (inits(estate), mirror.taken) == (4, ["x/1.0.0", "x/2.0.0"])


def test_init_with_a_lock_file_that_is_committed_later(
    estate: Estate, memory: dg.DagsterInstance, mirror: Mirror
) -> None:
    """A committed lock file is what counts, and is not written to."""
    run(estate.site, memory, Action.PLAN, NETWORK, trigger="ui")
    made = estate.state_dir / "checkouts" / estate.repo.git("rev-parse", "HEAD") / LOCK_FILE
    reviewed = "# reviewed\n" + made.read_text()
    commit = estate.repo.commit(files={LOCK_FILE: reviewed, f"{NETWORK}/main.tf": terraform_data("two")})
    run(estate.site, memory, Action.PLAN, NETWORK, trigger="ui")
    assert (estate.state_dir / "checkouts" / commit / LOCK_FILE).read_text() == reviewed
    assert (inits(estate), mirror.taken) == (2, ["x/1.0.0"])

"""Which checkout a run may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.errors import EstateError, GitError
from oci_assets.platform.checkout import commit_to_run
from tests.platform.estates import Estate, make_estate

NETWORK, COMPUTE = "toronto/network", "toronto/compute"


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """Two stacks."""
    return make_estate(tmp_path, NETWORK, COMPUTE)


def test_commit_to_run_is_the_head(estate: Estate) -> None:
    """A run without a commit of its own, one for the head, and one for an older commit all take the head."""
    old = estate.repo.git("rev-parse", "HEAD")
    head = estate.commit(toronto__network="two")
    for run_tags in ({}, {"oci/commit": head}, {"oci/commit": old}):
        assert commit_to_run(estate.site, NETWORK, run_tags) == head


def test_commit_to_run_not_in_the_checkout(estate: Estate) -> None:
    """A run for a commit that the checkout does not contain is refused, with the command that mends it."""
    estate.repo.branch("feature")
    ahead = estate.commit(toronto__network="two")
    estate.repo.switch("main")
    with pytest.raises(EstateError, match=rf"toronto/network: .*{ahead[:10]}.* merge --ff-only {ahead[:10]}"):
        commit_to_run(estate.site, NETWORK, {"oci/commit": ahead})
    with pytest.raises(EstateError, match="does not contain it"):
        commit_to_run(estate.site, NETWORK, {"oci/commit": "f" * 40})


def test_commit_to_run_uncommitted(estate: Estate) -> None:
    """A folder with changes that are not committed is refused; the folder beside it is not."""
    estate.repo.write(f"{NETWORK}/new.tf")
    with pytest.raises(EstateError, match=r"toronto/network: toronto/network/new\.tf has uncommitted changes"):
        commit_to_run(estate.site, NETWORK, {})
    assert commit_to_run(estate.site, COMPUTE, {}) == estate.repo.git("rev-parse", "HEAD")


def test_commit_to_run_from_the_command_line(estate: Estate) -> None:
    """The command line runs what lies in the folder; repeating its run in the UI does not."""
    estate.repo.write(f"{NETWORK}/new.tf")
    by_hand = {"oci/trigger": "command line", "oci/commit": "f" * 40}
    assert commit_to_run(estate.site, NETWORK, by_hand) == estate.repo.git("rev-parse", "HEAD")
    with pytest.raises(EstateError, match="does not contain it"):
        commit_to_run(estate.site, NETWORK, {**by_hand, "dagster/parent_run_id": "x"})


def test_commit_to_run_without_commit(estate: Estate) -> None:
    """A repository in which nothing was committed is refused."""
    estate.repo.git("update-ref", "-d", "HEAD")
    with pytest.raises(GitError, match="no commit yet"):
        commit_to_run(estate.site, NETWORK, {})

"""What `select` and `WorkingDirs` choose."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.cli.selection import Choice, Selection, select
from oci_assets.platform.site import load_site
from tests.builders import EstateRepo
from tests.cli.command_line import resource

EVERY = ("ashburn/network", "toronto/compute", "toronto/identity", "toronto/network")


@pytest.fixture
def changed(estate: EstateRepo) -> EstateRepo:
    """Two commits: the second changes one stack of each region and removes one."""
    estate.write_all({"toronto/dns/main.tf": resource(), "ashburn/dns/main.tf": resource()})
    estate.commit("first with dns")
    estate.remove("toronto/dns")
    estate.remove("ashburn/dns")
    files = ("toronto/network/main.tf", "ashburn/network/main.tf")
    estate.commit("second", dict.fromkeys(files, resource(value="2")))
    return estate


def selected(estate: EstateRepo, choice: Choice) -> Selection:
    """The selection on the estate as it is on disk."""
    return select(load_site(estate.root), choice)


@pytest.mark.parametrize(
    ("choice", "stacks"),
    [
        (Choice(all_stacks=True), EVERY),
        (Choice(names=("toronto/network", "./ashburn/network/")), ("ashburn/network", "toronto/network")),
        (Choice(all_stacks=True, working_dirs=(Path("ashburn"),)), ("ashburn/network",)),
        (Choice(all_stacks=True, working_dirs=(Path("ashburn"), Path("toronto/compute"))), EVERY[:2]),
        (Choice(all_stacks=True, working_dirs=(Path(),)), EVERY),
        (Choice(base_ref="HEAD~1"), ("ashburn/network", "toronto/network")),
        (Choice(base_ref="HEAD~1", head_ref="main"), ("ashburn/network", "toronto/network")),
        (Choice(base_ref="HEAD~1", working_dirs=(Path("ashburn"),)), ("ashburn/network",)),
        (Choice(base_ref="main"), ()),
        (Choice(names=("toronto/compute",), include_upstream=True), EVERY[1:]),
    ],
)
def test_select(changed: EstateRepo, choice: Choice, stacks: tuple[str, ...]) -> None:
    """Names, everything, and a comparison, each narrowed by folders."""
    assert selected(changed, choice).stacks == stacks


@pytest.mark.parametrize(("flag", "has_upstream"), [(None, True), (True, True), (False, False)])
def test_select_include_upstream_of_settings(estate: EstateRepo, flag: bool | None, has_upstream: bool) -> None:  # noqa: FBT001
    """`execution.include_upstream` counts, and the flag goes before it."""
    estate.write("oci-assets.yaml", "execution: {include_upstream: true}\n")
    stacks = selected(estate, Choice(names=("toronto/network",), include_upstream=flag)).stacks
    assert stacks == (("toronto/identity", "toronto/network") if has_upstream else ("toronto/network",))


def test_select_narrows_the_comparison(changed: EstateRepo) -> None:
    """What lies outside of the working directory is neither a reason nor removed: it would be told as if it ran."""
    affected = selected(changed, Choice(base_ref="HEAD~1", working_dirs=(Path("ashburn"),))).affected
    assert affected is not None
    assert (list(affected.reasons), affected.removed) == (["ashburn/network"], ("ashburn/dns",))


def test_working_dir_from_here_or_from_the_estate(changed: EstateRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative folder is meant from the current folder when stacks lie there, else from the estate's root."""
    for here, folder in (("toronto", "network"), ("toronto", "toronto/network"), (".", "toronto/network")):
        monkeypatch.chdir(changed.root / here)
        choice = Choice(all_stacks=True, working_dirs=(Path(folder),))
        assert selected(changed, choice).stacks == ("toronto/network",)


def test_working_dir_through_a_link(changed: EstateRepo, tmp_path: Path) -> None:
    """A folder that is reached through a symbolic link is the folder itself."""
    (tmp_path / "link").symlink_to(changed.root)
    choice = Choice(all_stacks=True, working_dirs=(tmp_path / "link" / "ashburn",))
    assert selected(changed, choice).stacks == ("ashburn/network",)

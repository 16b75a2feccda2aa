"""An estate as the platform sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.errors import EstateError, SettingsError
from oci_assets.platform.site import default_state_dir, load_site, require_stacks
from tests.platform.estates import Estate, make_estate

NETWORK = "toronto/network"


@pytest.fixture
def estate(tmp_path: Path) -> Estate:
    """One stack."""
    return make_estate(tmp_path, NETWORK)


def test_load_site_from_a_folder_inside(estate: Estate) -> None:
    """Any folder of the repository stands for the whole estate."""
    site = load_site(estate.repo.root / NETWORK, state_dir=estate.state_dir)
    assert (site.root, list(site.catalog.stacks)) == (estate.repo.root, [NETWORK])
    assert site.folder(NETWORK) == estate.repo.root / NETWORK
    assert site.state_dir.is_absolute()


def test_load_site_missing(tmp_path: Path) -> None:
    """A folder that is not there, or in no repository, is one sentence with what to do."""
    with pytest.raises(EstateError, match="point --estate or OCI_ASSETS_ESTATE at a clone"):
        load_site(tmp_path / "nowhere")
    with pytest.raises(EstateError, match="is not a git repository"):
        load_site(tmp_path)


def test_load_site_with_mistakes(estate: Estate) -> None:
    """Mistakes in the settings are an error, never defaults."""
    estate.repo.write("oci-assets.yaml", "execution: {max_workers: none}\n")
    with pytest.raises(SettingsError, match=r"execution\.max_workers"):
        _ = estate.site


def test_reload_sees_the_disk(estate: Estate) -> None:
    """A site is a snapshot; reloading gives a new one with the same choices."""
    site = load_site(estate.repo.root, state_dir=estate.state_dir, terraform="embedded", branch="main")
    estate.commit(toronto__dns="one")
    assert list(site.catalog.stacks) == [NETWORK]
    fresh = site.reload()
    assert list(fresh.catalog.stacks) == ["toronto/dns", NETWORK]
    assert (fresh.wanted_binary, fresh.branch, fresh.state_dir) == ("embedded", "main", site.state_dir)


def test_wanted_binary_of_settings(estate: Estate) -> None:
    """The environment's choice comes before the settings'."""
    estate.repo.write("oci-assets.yaml", "terraform: {binary: tofu}\n")
    assert estate.site.wanted_binary == "tofu"
    assert load_site(estate.repo.root, terraform="embedded").wanted_binary == "embedded"


def test_oci_regions_of_settings(estate: Estate) -> None:
    """Region folders stand for the OCI regions of CD3 unless the settings say otherwise."""
    estate.repo.write("oci-assets.yaml", "regions: {toronto: ca-montreal-1}\n")
    assert estate.site.oci_regions()["toronto"] == "ca-montreal-1"
    assert estate.site.oci_regions()["ashburn"] == "us-ashburn-1"


def test_default_state_dir_is_each_checkouts_own(tmp_path: Path) -> None:
    """Two checkouts of the same name do not share state; the folder says whose it is."""
    one, two = (default_state_dir(tmp_path / name / "estate", tmp_path) for name in ("a", "b"))
    assert one != two
    assert one.name.startswith("estate-")
    assert one.is_relative_to(tmp_path / ".local" / "state" / "oci-assets")


def test_require_stacks(estate: Estate) -> None:
    """A repository without a service folder is an error that shows what one looks like."""
    assert require_stacks(estate.site).catalog.stacks
    estate.repo.remove("toronto")
    with pytest.raises(EstateError, match="no service folders found"):
        require_stacks(estate.site)

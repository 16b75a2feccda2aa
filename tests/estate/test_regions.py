"""The table of regions: short names as CD3 gives them to folders."""

from __future__ import annotations

import re

from oci_assets.estate.regions import CD3_REGIONS


def test_cd3_regions_known_pairs() -> None:
    """The short names map to the regions that OCI documents."""
    pairs = {"toronto": "ca-toronto-1", "ashburn": "us-ashburn-1", "saltlake-1": "us-saltlake-1"}
    assert pairs.items() <= CD3_REGIONS.items()


def test_cd3_regions_have_the_form_of_region_names() -> None:
    """Every value is written as OCI writes region names, every key as a folder name in lower case."""
    assert [name for name in CD3_REGIONS.values() if not re.fullmatch(r"[a-z]{2}-[a-z]+-\d", name)] == []
    assert [name for name in CD3_REGIONS if not re.fullmatch(r"[a-z]+(-\d)?", name)] == []

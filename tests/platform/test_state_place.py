"""The place of a stack's state as it is read right before a run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oci_assets.errors import EstateError
from oci_assets.platform.site import Site, load_site
from oci_assets.platform.state_place import lock_key_of
from tests.builders import EstateRepo

ONE, OTHER = "toronto/network", "toronto/compute"


def bucket(key: str) -> str:
    """A backend that needs no network to be read."""
    return f'terraform {{\n  backend "s3" {{\n    bucket = "b"\n    region = "r"\n    key = "{key}"\n  }}\n}}\n'


def site_of(folder: Path, one: str, other: str) -> Site:
    """An estate of two stacks with these files."""
    repo = EstateRepo(folder)
    repo.commit("first", {f"{ONE}/main.tf": one, f"{OTHER}/main.tf": other})
    return load_site(folder, state_dir=folder.with_name("state"))


def test_lock_key_of_two_estates(tmp_path: Path) -> None:
    """One bucket and key is one place for every estate; a local state is another file in each."""
    one = site_of(tmp_path / "one", bucket("k"), "")
    other = site_of(tmp_path / "other", bucket("k"), "")
    assert lock_key_of(one, one, ONE) == lock_key_of(other, other, ONE) is not None
    assert lock_key_of(one, one, OTHER) != lock_key_of(other, other, OTHER)


def test_lock_key_of_a_checkout(tmp_path: Path) -> None:
    """The files of the commit that is run count; a local state lies in the estate, not in the checkout."""
    site = site_of(tmp_path / "estate", bucket("k"), 'resource "terraform_data" "a" {}\n')
    checkout = site_of(tmp_path / "checkout", bucket("newer"), 'resource "terraform_data" "a" {}\n')
    here = replace(site, root=checkout.root)
    assert lock_key_of(site, here, ONE) == lock_key_of(checkout, checkout, ONE)
    assert lock_key_of(site, here, OTHER) == lock_key_of(site, site, OTHER)


def test_lock_key_of_a_key_that_another_stack_has(tmp_path: Path) -> None:
    """A newer commit than the one that was loaded gives a stack the key of another one: refused, both named."""
    site = site_of(tmp_path / "estate", bucket("k"), bucket("other"))
    checkout = site_of(tmp_path / "checkout", bucket("other"), bucket("other"))
    with pytest.raises(EstateError, match=f"{ONE} keeps its state where {OTHER} does .*'other'"):
        lock_key_of(site, replace(site, root=checkout.root), ONE)


def test_lock_key_of_what_nobody_knows(tmp_path: Path) -> None:
    """A backend that is told the rest elsewhere has no key."""
    site = site_of(tmp_path / "estate", 'terraform {\n  backend "s3" {}\n}\n', "")
    assert lock_key_of(site, site, ONE) is None

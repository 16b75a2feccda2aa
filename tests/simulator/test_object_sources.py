"""Objects in buckets from files, in a stack of real Terraform."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from oci_simulator.planning.digests import same_digest
from oci_simulator.planning.sources import with_files
from tests.simulator.cloud_stack import actions, standing

MAIN = """
provider "oci" {
  region = "ca-toronto-1"
}

resource "oci_objectstorage_bucket" "box" {
  compartment_id = "ocid1.tenancy.oc1..aaaaexample"
  namespace      = "simulated"
  name           = "box"
}

resource "oci_objectstorage_object" "page" {
  namespace   = "simulated"
  bucket      = oci_objectstorage_bucket.box.name
  object      = "page.html"
  source      = "page.html"
  content_md5 = filemd5("page.html")
}

data "oci_objectstorage_objects" "all" {
  namespace  = "simulated"
  bucket     = oci_objectstorage_bucket.box.name
  depends_on = [oci_objectstorage_object.page]
}

output "all" {
  value = data.oci_objectstorage_objects.all.objects
}
"""
KIND = "oci_objectstorage_object"


def test_a_file_is_looked_for_in_the_folder_of_the_stack(tmp_path: Path) -> None:
    """Not in the server's; a plan after the apply is empty, and no output changes."""
    (tmp_path / "stack").mkdir()
    (tmp_path / "stack" / "page.html").write_text("<p>", encoding="utf-8")
    with standing(tmp_path, MAIN) as (stack, _shell):
        plan = stack.plan()
        assert actions(plan) == {}
        assert {change["actions"][0] for change in plan["output_changes"].values()} == {"no-op"}
        assert stack.state()["oci_objectstorage_object.page"]["attributes"]["content_length"] == "3"


@pytest.mark.parametrize(
    ("kind", "given", "folder", "wanted"),
    [
        (KIND, "a.txt", "/stack", "/stack/a.txt"),
        (KIND, "./sub/a.txt", "/stack", "/stack/sub/a.txt"),
        (KIND, "/srv/a.txt", "/stack", "/srv/a.txt"),
        (KIND, "a.txt", None, "a.txt"),
        ("oci_core_route_table", "a.txt", "/stack", "a.txt"),
    ],
)
def test_with_files(kind: str, given: str, folder: str | None, wanted: str) -> None:
    """Only the attribute that names a file, and only where Terraform's folder is known."""
    assert with_files(kind, {"source": given}, Path(folder) if folder else None) == {"source": wanted}


def test_same_digest_in_two_forms() -> None:
    """Base64 and hexadecimal of one digest are the same, of two they are not; other attributes have no digests."""
    one = hashlib.md5(b"one", usedforsecurity=False).hexdigest()
    other = "BzC+nBsZ0qCfAe5PCtw7Hg=="
    mine = "+XxdKZQb+xsv2rCHSQargg=="
    assert same_digest("content_md5", mine, one)
    assert not same_digest("content_md5", other, one)
    assert not same_digest("content", one, one)
    assert not same_digest("content_md5", "no digest", one)

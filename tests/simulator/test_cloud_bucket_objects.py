"""What is in buckets: its bytes, wherever they came from, and what data sources tell of them."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest

from oci_simulator.cloud import Cloud, ServiceError
from tests.simulator.cloud_builders import REGION, open_cloud
from tests.simulator.cloud_parts import create

PLACE = {"namespace": "simulated", "bucket": "box"}
BODY = b"\x00\xff binary"


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """A cloud with a bucket."""
    opened = open_cloud(tmp_path)
    create(opened, "objectstorage_bucket", namespace="simulated", name="box", versioning="Enabled")
    return opened


def put(cloud: Cloud, name: str, **values: Any) -> dict[str, Any]:
    """An object in the bucket."""
    return cloud.create("oci_objectstorage_object", REGION, {**PLACE, "object": name, **values})


def content(cloud: Cloud, name: str, **more: Any) -> dict[str, Any]:
    """What the data source tells of an object."""
    return cloud.search("oci_objectstorage_object", REGION, {**PLACE, "object": name, **more})


def md5(body: bytes) -> str:
    """The digest in the service's form."""
    return base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()


def test_an_object_from_a_file_has_its_bytes(cloud: Cloud, tmp_path: Path) -> None:
    """Length and digest are the file's, and the bytes come back."""
    (tmp_path / "data.bin").write_bytes(BODY)
    made = put(cloud, "data.bin", source=str(tmp_path / "data.bin"))
    assert (made["content_length"], made["content_md5"]) == (str(len(BODY)), md5(BODY))
    told = content(cloud, "data.bin", base64_encode_content=True)
    assert base64.b64decode(told["content"]) == BODY


def test_a_file_that_is_not_there_is_refused(cloud: Cloud, tmp_path: Path) -> None:
    """With the path, and nothing is made."""
    with pytest.raises(ServiceError, match=r"not available.*missing\.txt"):
        put(cloud, "x", source=str(tmp_path / "missing.txt"))
    assert cloud.store.all("oci_objectstorage_object") == []


def test_a_copy_has_the_bytes_of_its_source(cloud: Cloud) -> None:
    """Also the type of the content; a source that is not there is 404."""
    put(cloud, "a.html", content="<p>", content_type="text/html")
    details = [{"region": REGION, **PLACE, "object": "a.html"}]
    made = put(cloud, "b.html", source_uri_details=details)
    assert (made["content_md5"], made["content_type"]) == (md5(b"<p>"), "text/html")
    assert content(cloud, "b.html")["content"] == "<p>"
    with pytest.raises(ServiceError, match="ObjectNotFound"):
        put(cloud, "c.html", source_uri_details=[{**details[0], "region": "us-ashburn-1"}])


def test_a_second_object_of_a_name_writes_over_the_first(cloud: Cloud) -> None:
    """As the service's PUT does: one object, the new bytes, a new etag."""
    first = put(cloud, "a", content="one")
    second = put(cloud, "a", content="two")
    assert first["id"] == second["id"]
    (kept,) = cloud.store.all("oci_objectstorage_object")
    assert kept.data["content_md5"] == md5(b"two")


def test_a_rename_moves_the_object(cloud: Cloud) -> None:
    """The name is in the id; the bytes and the etag stay."""
    made = put(cloud, "a/b c.txt", content="one")
    assert made["id"].endswith("/o/a%2Fb%20c.txt")
    moved = cloud.update("oci_objectstorage_object", REGION, made["id"], {**PLACE, "object": "new", "content": "one"})
    assert moved["id"].endswith("/o/new")
    assert cloud.read("oci_objectstorage_object", REGION, made["id"]) is None
    assert content(cloud, "new")["content"] == "one"


def test_a_wrong_digest_is_refused(cloud: Cloud) -> None:
    """The right one is taken in base64 and in hexadecimal, and told in base64."""
    hexadecimal = hashlib.md5(b"one", usedforsecurity=False).hexdigest()
    assert put(cloud, "a", content="one", content_md5=hexadecimal)["content_md5"] == md5(b"one")
    assert put(cloud, "b", content="one", content_md5=md5(b"one"))["content_md5"] == md5(b"one")
    with pytest.raises(ServiceError, match="UnmatchedContentMD5"):
        put(cloud, "c", content="one", content_md5=md5(b"two"))


def test_a_list_of_objects_is_the_same_at_each_look(cloud: Cloud) -> None:
    """By name, with sizes, digests and times that stay until the bytes change."""
    for name in ("b", "a/2", "a/1"):
        put(cloud, name, content=name)
    first = cloud.search("oci_objectstorage_objects", REGION, PLACE)["objects"]
    assert first == cloud.search("oci_objectstorage_objects", REGION, PLACE)["objects"]
    assert [(each["name"], each["size"], each["md5"]) for each in first] == [
        ("a/1", "3", md5(b"a/1")),
        ("a/2", "3", md5(b"a/2")),
        ("b", "1", md5(b"b")),
    ]
    assert all(each["etag"] and each["time_created"] and each["time_modified"] for each in first)


def test_a_list_is_narrowed_by_prefix_place_and_delimiter(cloud: Cloud) -> None:
    """What is below the delimiter is one prefix."""
    for name in ("a/1", "a/2", "b", "c"):
        put(cloud, name, content=name)

    def names(**more: str) -> list[str]:
        return [
            each["name"] for each in cloud.search("oci_objectstorage_objects", REGION, {**PLACE, **more})["objects"]
        ]

    assert names(prefix="a/") == ["a/1", "a/2"]
    assert names(start="a/2", end="c") == ["a/2", "b"]
    assert names(start_after="b") == ["c"]
    found = cloud.search("oci_objectstorage_objects", REGION, {**PLACE, "delimiter": "/"})
    assert ([each["name"] for each in found["objects"]], found["prefixes"]) == (["b", "c"], ["a/"])


def test_a_content_longer_than_asked_for_is_refused(cloud: Cloud) -> None:
    """The limit is in bytes."""
    put(cloud, "a", content="four")
    assert content(cloud, "a", content_length_limit=4)["content"] == "four"
    with pytest.raises(ServiceError, match="content_length_limit is 3"):
        content(cloud, "a", content_length_limit=3)


def test_versions_of_objects_have_the_id_that_the_object_has(cloud: Cloud) -> None:
    """A bucket that keeps versions gives each new content an id."""
    made = put(cloud, "a", content="one")
    (found,) = cloud.search("oci_objectstorage_object_versions", REGION, PLACE)["items"]
    assert found["version_id"] == made["version_id"]
    assert put(cloud, "a", content="two")["version_id"] not in {None, made["version_id"]}


def test_the_metadata_of_a_namespace_is_there_without_a_resource(cloud: Cloud) -> None:
    """The root compartment, until somebody says otherwise."""
    told = cloud.search("oci_objectstorage_namespace_metadata", REGION, {"namespace": "simulated"})
    assert told["default_s3compartment_id"].startswith("ocid1.tenancy.")

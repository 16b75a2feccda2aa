"""What Object Storage tells of objects in a bucket: their head, their bytes, their list; and of a namespace."""

from __future__ import annotations

import base64
from typing import Any

from oci_simulator.cloud.behaviours.bucket_objects import BODY, TYPE, identity
from oci_simulator.cloud.behaviours.identity import TENANCY
from oci_simulator.cloud.catalogue.offered import Answer, Question
from oci_simulator.cloud.errors import ServiceError, invalid

_SHOWN = ("cache_control", "content_disposition", "content_encoding", "content_language", "content_length")
_ALSO_SHOWN = ("content_type", "metadata", "storage_tier", "version_id")
_LIMIT_BYTES = 1048576


def object_head(question: Question) -> Answer:
    """An object's length and type, without its content.

    Raises:
        ServiceError: 404, there is no such object.
    """
    data = _asked_for(question)
    told = {name: data.get(name) for name in ("content_type", "etag", "metadata", "storage_tier")}
    return {**told, "content_length": int(data.get("content_length") or 0)}


def object_content(question: Question) -> Answer:
    """An object with its content: as text, or in base64 where that is asked for.

    Raises:
        ServiceError: 404, there is no such object; 400, it is longer than the question allows.
    """
    data = _asked_for(question)
    encoded = str(data.get(BODY) or "")
    body = base64.b64decode(encoded)
    limit = int(question.given.get("content_length_limit") or _LIMIT_BYTES)
    if len(body) > limit:
        raise invalid(f"the requested object's content length is {len(body)} bytes, content_length_limit is {limit}")
    is_encoded = question.given.get("base64_encode_content")
    told = {name: data.get(name) for name in (*_SHOWN, *_ALSO_SHOWN, "content_md5")}
    return {**told, "content": encoded if is_encoded else body.decode(errors="replace"), "id": data["id"]}


def _asked_for(question: Question) -> dict[str, Any]:
    found = question.objects.look(TYPE, question.region, identity(dict(question.given)))
    if found is None:
        name, bucket, namespace = (question.given.get(part) for part in ("object", "bucket", "namespace"))
        text = f"The object {name!r} was not found in the bucket {bucket!r} of namespace {namespace!r}"
        raise ServiceError(404, "ObjectNotFound", text)
    return found.data


def object_versions(question: Question) -> Answer:
    """A bucket's objects with their only version: former ones are not kept."""
    place = tuple(question.given.get(name) for name in ("namespace", "bucket"))
    prefix = str(question.given.get("prefix") or "")
    found = sorted(
        (each.data for each in question.objects.store.all(TYPE, question.region) if _is_in(each.data, place, prefix)),
        key=lambda data: str(data["object"]),
    )
    versions = [{**_summary(data), "version_id": data.get("version_id"), "is_delete_marker": False} for data in found]
    return {"items": versions, "prefixes": []}


def _is_in(data: dict[str, Any], place: tuple[Any, ...], prefix: str) -> bool:
    return (data.get("namespace"), data.get("bucket")) == place and str(data.get("object")).startswith(prefix)


def listed_objects(question: Question) -> Answer:
    """A bucket's objects by name, those between `start` and `end`; with a delimiter what is deeper is a prefix."""
    given = {name: str(value) for name, value in question.given.items() if isinstance(value, str)}
    place = (given.get("namespace"), given.get("bucket"))
    inside = [
        each.data
        for each in question.objects.store.all(TYPE, question.region)
        if (each.data.get("namespace"), each.data.get("bucket")) == place and _is_between(each.data["object"], given)
    ]
    prefix, delimiter = given.get("prefix", ""), given.get("delimiter", "")
    deeper = {
        data["object"]: prefix + data["object"][len(prefix) :].split(delimiter, 1)[0] + delimiter
        for data in inside
        if delimiter and delimiter in data["object"][len(prefix) :]
    }
    shown = sorted((data for data in inside if data["object"] not in deeper), key=lambda data: str(data["object"]))
    return {"objects": [_summary(data) for data in shown], "prefixes": sorted(set(deeper.values()))}


def _is_between(name: str, given: dict[str, str]) -> bool:
    """Whether a name is at or after `start`, after `start_after`, before `end` and begins with `prefix`."""
    if not name.startswith(given.get("prefix", "")) or name < given.get("start", ""):
        return False
    return ("end" not in given or name < given["end"]) and ("start_after" not in given or name > given["start_after"])


def _summary(data: dict[str, Any]) -> Answer:
    shown = {name: data.get(name) for name in ("etag", "storage_tier", "time_created", "time_modified")}
    return {
        **shown,
        "name": data.get("object"),
        "size": data.get("content_length"),
        "md5": data.get("content_md5"),
        "archival_state": "",
    }


def namespace_metadata(question: Question) -> Answer:
    """Where buckets of the other protocols go: into the root compartment until somebody says otherwise."""
    wanted = f"n/{question.given.get('namespace')}"
    managed = question.objects.look("oci_objectstorage_namespace_metadata", question.region, wanted)
    told = managed.data if managed else {}
    names = ("default_s3compartment_id", "default_swift_compartment_id")
    return {"id": wanted, **{name: told.get(name) or TENANCY for name in names}}

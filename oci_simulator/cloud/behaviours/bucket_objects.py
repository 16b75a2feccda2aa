"""What is in buckets: an object's bytes, from its text, a file or another object, and what follows from them.

Rules: `createContentObject`, `createMultiPartObject` and `createCopyObject` in the provider's
objectstorage_object_resource.go.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import quote

from oci_simulator.cloud.errors import ServiceError, invalid
from oci_simulator.cloud.ocids import new_key
from oci_simulator.cloud.registry import Moment, decides
from oci_simulator.cloud.store import now

TYPE = "oci_objectstorage_object"
BODY = "body"
"""Under which name the bytes are kept in base64; the provider's schema has no such attribute."""


def identity(place: dict[str, Any]) -> str:
    """The id of the object in `namespace`, `bucket` and `object`, each with its slashes escaped."""
    namespace, bucket, name = (quote(str(place.get(part) or ""), safe="") for part in ("namespace", "bucket", "object"))
    return f"n/{namespace}/b/{bucket}/o/{name}"


@decides(TYPE)
def thing(moment: Moment) -> None:
    """Its bytes, digest and length, and when they came."""
    values = moment.values
    values["id"] = identity(values)
    origin = _origin(moment)
    body = _body(moment, origin)
    digest = base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()
    if not moment.before:
        _check_digest(values.get("content_md5"), digest)
    values["content_md5"] = digest
    values["content_length"] = str(len(body))
    encoded = base64.b64encode(body).decode()
    if encoded != moment.before.get(BODY):
        values.update({BODY: encoded, "etag": new_key(), "time_modified": now()})
        values["version_id"] = new_key() if _is_versioned(moment) else None
    values.setdefault("time_created", values["time_modified"])
    moment.default("content_type", origin.get("content_type") or "application/octet-stream")
    moment.default("storage_tier", "Standard")
    values["state"] = "COMPLETED"


def _origin(moment: Moment) -> dict[str, Any]:
    """The object of which this one becomes a copy; empty where it is none, or is one already.

    Raises:
        ServiceError: 404, there is no such object in that region.
    """
    details = moment.values.get("source_uri_details") or []
    if moment.before or not details:
        return {}
    found = moment.objects.look(TYPE, str(details[0].get("region")), identity(details[0]))
    if found is None:
        where = f"bucket {details[0].get('bucket')!r} in {details[0].get('region')}"
        raise ServiceError(404, "ObjectNotFound", f"The object {details[0].get('object')!r} was not found in {where}")
    return found.data


def _body(moment: Moment, origin: dict[str, Any]) -> bytes:
    """The bytes: those before, unless there are none yet or a text says otherwise."""
    values = moment.values
    if values.get("content") is not None:
        return str(values["content"]).encode()
    if moment.before:
        return base64.b64decode(moment.before.get(BODY) or "")
    if values.get("source"):
        return _file(str(values["source"]))
    return base64.b64decode(origin.get(BODY) or "")


def _file(source: str) -> bytes:
    try:
        return Path(source).expanduser().read_bytes()
    except OSError as error:
        raise invalid(f"the specified source is not available: {source!r}: {error.strerror}") from error


def _check_digest(given: Any, digest: str) -> None:
    """A new object's bytes have the digest that was given, in base64 or in hexadecimal.

    Raises:
        ServiceError: 400, they have another one.
    """
    if given and given not in {digest, base64.b64decode(digest).hex()}:
        raise ServiceError(400, "UnmatchedContentMD5", f"The computed MD5 {digest!r} is not the given {given!r}")


def _is_versioned(moment: Moment) -> bool:
    bucket = f"n/{moment.values.get('namespace')}/b/{moment.values.get('bucket')}"
    found = moment.objects.look("oci_objectstorage_bucket", moment.region, bucket)
    return found is not None and found.data.get("versioning") == "Enabled"

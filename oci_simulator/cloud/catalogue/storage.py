"""What a request for the head of an object in a bucket tells."""

from __future__ import annotations

from oci_simulator.cloud.catalogue.offered import Answer, Question
from oci_simulator.cloud.errors import not_found

_PLACE = ("namespace", "bucket", "object")


def object_head(question: Question) -> Answer:
    """An object's length and type, without its content.

    Raises:
        ServiceError: 404, there is no such object.
    """
    wanted = [question.given.get(name) for name in _PLACE]
    for each in question.objects.store.all("oci_objectstorage_object", question.region):
        if [each.data.get(name) for name in _PLACE] == wanted:
            told = {name: each.data.get(name) for name in ("content_type", "metadata", "storage_tier")}
            return {**told, "content_length": int(each.data.get("content_length") or 0)}
    raise not_found(f"object {wanted[-1]} in bucket {wanted[1]}")

"""What a drift check found, redacted once more before it leaves this room: people name what is in addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from oci_assets.drift import AttributeChange, DriftedResource, StackDrift


def redacted_drift(found: StackDrift, redact: Callable[[str], str]) -> StackDrift:
    """The same with every text in it redacted."""
    ignored = tuple(replace(each, address=redact(each.address), path=redact(each.path)) for each in found.ignored)
    return replace(
        found,
        resources=tuple(_resource(each, redact) for each in found.resources),
        ignored=ignored,
        error=None if found.error is None else redact(found.error),
    )


def _resource(resource: DriftedResource, redact: Callable[[str], str]) -> DriftedResource:
    changes = tuple(_change(each, redact) for each in resource.changes)
    return replace(resource, address=redact(resource.address), cause=redact(resource.cause), changes=changes)


def _change(change: AttributeChange, redact: Callable[[str], str]) -> AttributeChange:
    before, after = (None if text is None else redact(text) for text in (change.before, change.after))
    return replace(change, path=redact(change.path), before=before, after=after)

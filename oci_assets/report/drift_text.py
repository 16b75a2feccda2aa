"""What a drift check found, for people: lines for a screen, a table for Markdown. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from oci_assets.drift import AttributeChange, DriftedResource, DriftKind, DriftStatus, StackDrift
from oci_assets.report.drift_fate_words import (
    causes,
    causes_left_out,
    fate_mark,
    fate_words,
    repair_words,
    side_effects,
)
from oci_assets.report.error_words import short_error
from oci_assets.report.plain import cell, one_line

WORDS = {
    DriftKind.DELETED: "deleted outside",
    DriftKind.DRIFT: "changed outside",
    DriftKind.TAG_ONLY: "only tags changed outside",
    DriftKind.OUTPUT_ONLY: "only an output changed",
    DriftKind.PENDING: "pending",
    DriftKind.UPGRADE_NOISE: "provider upgrade noise",
}
_MAX_SENTENCES = 5


def drift_lines(found: StackDrift) -> Iterator[str]:
    """What there is to say of a stack, headed by its name; nothing of one that is clean and has nothing to tell.

    Warnings are told once for all stacks of a run (`drift_run_words.py`).
    """
    if found.status is DriftStatus.UNKNOWN:  # the failure is told where failures are
        return
    lines = [*_resource_lines(found), *_pending_lines(found)]
    lines += [f"  note: {one_line(note)}" for note in found.notes]
    if lines:
        yield f"{found.stack}: {summary(found)}"
        yield from lines
        yield from _ignored_lines(found)


def summary(found: StackDrift) -> str:
    """One line: how many resources of which kind, since when."""
    if found.status is DriftStatus.UNKNOWN:
        return "unknown: the check failed" + (f": {one_line(short_error(found.error))}" if found.error else "")
    counts = [f"{found.counts[kind]} {WORDS[kind]}" for kind in DriftKind if found.counts.get(kind)]
    if found.pending and not found.counts.get(DriftKind.PENDING):
        counts.append("an apply is pending")
    if found.ignored_count:
        counts.append(f"{found.ignored_count} ignored")
    since = f", first seen {found.first_seen:%Y-%m-%d %H:%M} UTC ({age(found)} ago)" if found.first_seen else ""
    waits = "" if found.reported or not found.drifted else f", seen in {found.checks_seen} check(s), not reported yet"
    return ", ".join(counts or ["no drift"]) + since + waits


def age(found: StackDrift) -> str:
    """For how long the drift has been known: `3 h`, `2 d 5 h`."""
    days, hours = divmod(int(found.age_hours), 24)
    return f"{days} d {hours} h" if days else f"{hours} h"


def attribute_line(change: AttributeChange) -> str:
    """`path: before -> after`, as in `display_name: "web" -> "web2"`; what is not there is `nothing`."""
    before, after = ("nothing" if text is None else one_line(text) for text in (change.before, change.after))
    return f"{one_line(change.path)}: {before} -> {after}"


def drift_table(found: StackDrift) -> str:
    """A Markdown table of resources and attributes; empty without any."""
    rows = [row for resource in found.resources for row in _rows(resource)]
    if not rows:
        return ""
    header = "| Resource | Kind | Attribute | Before | After | An apply would |\n|---|---|---|---|---|---|"
    missing = sum(found.counts.values()) - len(found.resources)
    more = f"\n\n{missing} more resources are not shown." if missing > 0 else ""
    return "\n".join([header, *rows]) + more


def _rows(resource: DriftedResource) -> Iterator[str]:
    begin = f"| {cell(resource.address)} | {WORDS[resource.kind]} |"
    end = f"{resource.planned or 'leave it so'} |"
    for change in resource.changes:
        before, after = ("" if text is None else cell(text) for text in (change.before, change.after))
        path = f"{cell(change.path)}{' (with it)' if change.side_effect else ''}"
        yield f"{begin} {path} | {before} | {after} | {fate_words(resource, change)} |"
    if not resource.changes or resource.changes_left_out:
        rest = f"{resource.changes_left_out} more" if resource.changes_left_out else cell(resource.cause)
        yield f"{begin} {rest} | | | {end}"


def _resource_lines(found: StackDrift) -> Iterator[str]:
    for resource in found.resources:
        what = resource.cause or f"an apply {repair_words(resource)}"
        yield f"  {WORDS[resource.kind]}: {one_line(resource.address)} ({one_line(what)})"
        yield from _attribute_lines(resource)
    missing = sum(found.counts.values()) - len(found.resources)
    if missing > 0:
        yield f"  and {missing} more resources"


def _attribute_lines(resource: DriftedResource) -> Iterator[str]:
    """What was changed, each on its line, then what only changed with it."""
    yield from (f"      {attribute_line(each)}{fate_mark(resource, each)}" for each in causes(resource))
    if left_out := causes_left_out(resource):
        yield f"      and {left_out} more attributes"
    if with_it := side_effects(resource):
        yield f"      with it: {one_line(with_it)}"


def _pending_lines(found: StackDrift) -> Iterator[str]:
    for sentence in found.pending[:_MAX_SENTENCES]:
        yield f"  pending: {one_line(sentence)}"
    if len(found.pending) > _MAX_SENTENCES:
        yield f"  pending: and {len(found.pending) - _MAX_SENTENCES} more reasons"


def _ignored_lines(found: StackDrift) -> Iterator[str]:
    for each in found.ignored[:_MAX_SENTENCES]:
        what = f"{each.address} {each.path}".strip()
        why = f" ({one_line(each.reason)})" if each.reason else ""
        yield f"  ignored: {one_line(what)} by the rule {one_line(each.rule)}{why}"
    if found.ignored_count > _MAX_SENTENCES:
        yield f"  ignored: and {found.ignored_count - _MAX_SENTENCES} more"

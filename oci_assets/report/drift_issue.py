"""The drift issue (predecessor.md P8): title and body for one stack, or for all of them in one. Pure.

Nothing in it moves while the drift stays: no moment of a check, no run, no age by the hour. Everything that comes from
the estate, the cloud or Terraform is shown as text: it cannot ping anybody, close anything, or leave its fence.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone

from oci_assets.drift import MAX_TEXT, DriftedResource, StackDrift
from oci_assets.report.drift_fate_words import causes, causes_left_out, fate_mark, is_left, side_effects
from oci_assets.report.drift_words import (
    age_words,
    drift_digest,
    drift_sentence,
    drifted_resources,
    kind_words,
    short_digest,
    told_counts,
)
from oci_assets.report.fitting import fair_shares, how_many_fit
from oci_assets.report.plain import FENCES_CHARACTERS, cell, fenced

DEFAULT_TITLE = "🔍 Infrastructure Drift Detected - {date}"
MAX_BODY_CHARACTERS = 64_000  # GitHub refuses more than 65,536; the rest is for the marks at the top
MAX_TITLE_CHARACTERS = 256
TABLE_ROOM = 20_000
SMALL_TABLE_ROOM = 3_000
MAX_ATTRIBUTES = 8
_FORMAT = 2
"""Another number makes every open issue be written anew."""


@dataclass(frozen=True, slots=True)
class DriftCase:
    """One drifted stack as an issue tells it.

    Attributes:
        since: when its drift was seen first, aware UTC.
        plan_text: what Terraform printed, redacted.
        owners: of the folder, as CODEOWNERS has them.
        remedy: what was done, or is offered, about it, as one sentence of ours; empty when nothing was.
    """

    drift: StackDrift
    since: datetime
    plan_text: str = ""
    owners: tuple[str, ...] = ()
    remedy: str = ""


def issue_title(template: str, since: datetime, stack: str | None) -> str:
    """The title with the day (UTC) on which it began; a stack that the template does not name goes to the end."""
    day = since.astimezone(timezone.utc).date().isoformat()
    text = template.replace("{date}", day).replace("{stack}", stack or "all stacks")
    named = text if stack is None or "{stack}" in template else f"{text}: {stack}"
    return " ".join(named.split())[:MAX_TITLE_CHARACTERS]


def issue_body(cases: Sequence[DriftCase], now: datetime, *, mute_label: str) -> str:
    """The body for these stacks, at most `MAX_BODY_CHARACTERS` long; plans are cut first, then tables."""
    ending = _advice(cases, mute_label)
    head = _one(cases[0], now) if len(cases) == 1 else _several(cases, now)
    room = MAX_BODY_CHARACTERS - len(head) - len(ending)
    return head + _details(cases, room, alone=len(cases) == 1) + ending


def shown_digest(cases: Sequence[DriftCase], now: datetime) -> str:
    """A name for what readers see: an issue whose text has another one is worth an edit."""
    told = [
        [case.drift.stack, case.since.isoformat(), age_words(case.since, now), case.remedy, *case.drift.pending]
        for case in cases
    ]
    fates = [sorted([r.address, *_fates(r)] for r in drifted_resources(case.drift)) for case in cases]
    return short_digest([_FORMAT, drift_digest([case.drift for case in cases]), told, fates])


def closing_note(drifts: Sequence[StackDrift]) -> str:
    """The comment when drift is gone; `drifts` are the checks that found none any more."""
    if len(drifts) != 1:
        return f"No drift any more: the last checks of all {len(drifts)} stacks found none."
    drift = drifts[0]
    moment = f" of {_moment(drift.checked_at)}" if drift.checked_at else ""
    waits = " What is committed and not applied yet is no drift." if drift.pending else ""
    return f"No drift any more in {cell(drift.stack, 200)}: the check{moment} found none.{waits}"


def _one(case: DriftCase, now: datetime) -> str:
    top = f"**{cell(case.drift.stack, 200)}**: {drift_sentence(case.drift)}."
    return f"{top}\n\n{_facts(case, now)}\n{_table(case, TABLE_ROOM)}"


def _several(cases: Sequence[DriftCase], now: datetime) -> str:
    rows = [
        f"| {cell(c.drift.stack, 200)} | {drift_sentence(c.drift)} | {_moment(c.since)}, {age_words(c.since, now)} |"
        for c in cases
    ]
    shown = how_many_fit((len(row) + 1 for row in rows), TABLE_ROOM)
    more = ["", f"and {len(rows) - shown} more stacks"] if shown < len(rows) else []
    top = f"{len(cases)} stacks differ from what Terraform last recorded."
    return "\n".join([top, "", "| Stack | What | First seen |", "|---|---|---|", *rows[:shown], *more, "", ""])


def _facts(case: DriftCase, now: datetime) -> str:
    drift = case.drift
    lines = [f"- First seen: {_moment(case.since)}, {age_words(case.since, now)}"]
    if drift.commit:
        lines.append(f"- Checked at the commit last applied: {cell(drift.commit[:10])}")
    if case.owners:
        lines.append(f"- Owners: {', '.join(cell(owner, 100) for owner in case.owners[:10])}")
    lines += [f"- Waits for an apply (no drift): {cell(text)}" for text in drift.pending]
    if drift.ignored_count:
        lines.append(f"- Passed over by rules of drift.ignore: {drift.ignored_count}")
    if case.remedy:
        lines.append(f"- {cell(case.remedy, 1000)}")
    return "\n".join([*lines, ""])


def _table(case: DriftCase, room: int) -> str:
    rows = [_row(resource) for resource in drifted_resources(case.drift)]
    shown = how_many_fit((len(row) + 1 for row in rows), room)
    left_out = sum(told_counts(case.drift).values()) - shown
    more = ["", f"and {left_out} more"] if left_out > 0 else []
    head = ["| Resource | What happened | Attributes |", "|---|---|---|"]
    return "\n".join([*head, *rows[:shown], *more, "", ""])


def _row(resource: DriftedResource) -> str:
    found = causes(resource)
    shown = found[:MAX_ATTRIBUTES]
    texts = [f"{cell(c.path, 100)}: {_value(c.before)} → {_value(c.after)}{fate_mark(resource, c)}" for c in shown]
    left_out = len(found) - len(shown) + causes_left_out(resource)
    texts += [f"and {left_out} more"] if left_out else []
    with_it = side_effects(resource, "→")
    texts += [f"with it: {cell(with_it, MAX_TEXT)}"] if with_it else []
    cause = f" ({cell(resource.cause, 150)})" if resource.cause else ""
    return f"| {cell(resource.address, 250)} | {kind_words(resource)}{cause} | {'<br>'.join(texts)} |"


def _fates(resource: DriftedResource) -> list[list[object]]:
    """What becomes of each attribute, in the order in which they are told."""
    return [[change.path, change.put_back, change.side_effect] for change in resource.changes]


def _value(value: str | None) -> str:
    return "nothing" if value is None else cell(value, MAX_TEXT)


def _details(cases: Sequence[DriftCase], room: int, *, alone: bool) -> str:
    """The plans, each in a fence that it cannot end; those that do not fit at all are counted."""
    wanted = [case for case in cases if case.plan_text.strip() or not alone]
    frames = [_frame(case, "", alone=alone) for case in wanted]
    smallest = (len(frame) + FENCES_CHARACTERS + 400 for frame in frames)
    kept = wanted[: how_many_fit(smallest, room - 200)]
    plans = [case.plan_text.strip("\n") for case in kept]
    used = sum(len(frame) + FENCES_CHARACTERS for frame in frames[: len(kept)])
    shares = fair_shares([len(plan) for plan in plans], room - 200 - used)
    blocks = [
        _frame(case, fenced(plan, share) if plan else "", alone=alone)
        for case, plan, share in zip(kept, plans, shares, strict=True)
    ]
    missing = len(wanted) - len(kept)
    return "".join([*blocks, f"The plans of {missing} more stacks have no room here.\n\n" if missing else ""])


def _frame(case: DriftCase, block: str, *, alone: bool) -> str:
    title = "Plan" if alone else cell(case.drift.stack, 200)
    table = "" if alone else _table(case, SMALL_TABLE_ROOM)
    return f"<details><summary>{title}</summary>\n\n{table}{block}\n\n</details>\n\n"


def _advice(cases: Sequence[DriftCase], mute_label: str) -> str:
    names = [shlex.quote(case.drift.stack) for case in cases]
    shown = names[: how_many_fit((len(name) + 1 for name in names), 2_000)]
    commands = f"oci-assets plan {' '.join(shown)}\noci-assets apply --planned last"
    stays = any(is_left(each) for case in cases for each in drifted_resources(case.drift))
    by_hand = " What an apply would leave as it is can be put back by hand." if stays else ""
    return f"""### What to do

To put it back as the code says, look at the plan, then apply that:

{fenced(commands, 5_000)}

To keep what was changed, write it into the code and apply that.{by_hand} To pass over such changes
for good, add a rule to `drift.ignore` in `oci-assets.yaml`.

This issue is kept up to date and closes when a check finds no drift any more. Close it as not planned and it stays
closed until the drift changes; with the label {cell(mute_label, 100)} it is let alone.
"""


def _moment(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")

"""The JSON plan: shapes that need real providers are written out; what Terraform itself gives is in test_run.py."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from oci_assets.errors import TerraformError
from oci_assets.model import Counts, ResourceChange
from oci_assets.terraform.plan import MAX_CHANGES, read_plan, summarize


def entry(name: str, *actions: str, **keys: Any) -> dict[str, Any]:
    """One resource of a plan."""
    importing = keys.pop("importing", None)
    change = {"actions": list(actions), **({"importing": importing} if importing else {})}
    return {"address": f"oci_core_vcn.{name}", "mode": "managed", "type": "oci_core_vcn", "change": change, **keys}


def plan(*entries: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A plan document."""
    return {"format_version": "1.2", "resource_changes": list(entries), **keys}


@pytest.mark.parametrize(
    ("actions", "word", "counts"),
    [
        (("create",), "create", Counts(created=1)),
        (("update",), "update", Counts(changed=1)),
        (("delete",), "delete", Counts(destroyed=1)),
        (("delete", "create"), "replace", Counts(created=1, destroyed=1, replaced=1)),
        (("create", "delete"), "replace", Counts(created=1, destroyed=1, replaced=1)),
        (("create", "forget"), "create", Counts(created=1)),
    ],
)
def test_summarize_counts_as_terraform_does(actions: tuple[str, ...], word: str, counts: Counts) -> None:
    """Each action list is one word; a replacement counts on both sides."""
    summary = summarize(plan(entry("a", *actions)))
    assert (summary.counts, summary.needs_apply) == (counts, True)
    assert summary.changes == (ResourceChange("oci_core_vcn.a", "oci_core_vcn", word),)


@pytest.mark.parametrize("actions", [("no-op",), ("read",), ()])
def test_summarize_nothing_to_do(actions: tuple[str, ...]) -> None:
    """Unchanged resources and data sources are nothing."""
    data = {**entry("d", "read"), "mode": "data"}
    summary = summarize(plan(entry("a", *actions), data, output_changes={"o": {"actions": ["no-op"]}}))
    assert (summary.counts, summary.changes, summary.needs_apply) == (Counts(), (), False)


@pytest.mark.parametrize(
    "document",
    [
        plan(entry("a", "no-op", previous_address="oci_core_vcn.old")),
        plan(entry("a", "no-op", importing={"id": "ocid1"})),
        plan(entry("a", "forget")),
        plan(output_changes={"o": {"actions": ["update"]}}),
        plan(applyable=True),
    ],
    ids=["moved", "import", "forget", "output", "terraform says so"],
)
def test_summarize_needs_apply_without_resource_changes(document: dict[str, Any]) -> None:
    """What only the state would miss has to be applied, too."""
    summary = summarize(document)
    assert (summary.counts, summary.needs_apply) == (Counts(), True)


def test_summarize_drift_is_counted_apart() -> None:
    """Drift alone needs no apply when Terraform says so, and is told by address."""
    summary = summarize(plan(applyable=False, resource_drift=[entry("a", "update"), entry("b", "no-op")]))
    assert (summary.counts, summary.needs_apply) == (Counts(drifted=1), False)
    assert summary.drift == (ResourceChange("oci_core_vcn.a", "oci_core_vcn", "update"),)


def test_summarize_is_bounded() -> None:
    """Thousands of changes are counted exactly but not all kept."""
    summary = summarize(plan(*(entry(str(number), "create") for number in range(MAX_CHANGES + 10))))
    assert (summary.counts.created, len(summary.changes)) == (MAX_CHANGES + 10, MAX_CHANGES)


def test_summarize_lets_no_value_out() -> None:
    """Values, sensitive or not, do not leave the module."""
    secret = {"before": {"password": "canary"}, "after": {"password": "canary"}, "actions": ["update"]}
    document = plan({**entry("a"), "change": secret}, variables={"p": {"value": "canary"}})
    document["output_changes"] = {"o": {"actions": ["create"], "after": "canary"}}
    assert "canary" not in repr(summarize(document))


def test_summarize_deposed_object() -> None:
    """A deposed object is told apart from the resource that took its place."""
    summary = summarize(plan(entry("a", "delete", deposed="abcd1234")))
    assert summary.changes[0].address == "oci_core_vcn.a (deposed abcd1234)"


@pytest.mark.parametrize("document", [{"format_version": "2.0"}, {"format_version": "0.1"}, {}, [], None])
def test_summarize_refuses_another_major_format(document: Any) -> None:
    """A format that we do not know is not guessed at."""
    with pytest.raises(TerraformError, match="format"):
        summarize(document)


def test_read_plan_cut_short(tmp_path: Path) -> None:
    """Half a document is an error, not an empty plan."""
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan(entry("a", "create")))[:-20])
    with pytest.raises(TerraformError, match="cannot be read"):
        read_plan(file)

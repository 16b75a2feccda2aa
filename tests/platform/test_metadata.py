"""A stack's result as Dagster metadata, and back."""

from __future__ import annotations

import dagster as dg

from oci_assets.model import Counts, Outcome, Override, Reason, ReasonKind, ResourceChange, StackResult
from oci_assets.platform.metadata import MAX_ADDRESSES, result_in, result_metadata

CHANGE = ResourceChange("oci_core_vcn.main", "oci_core_vcn", "create")
RESULT = StackResult(
    "toronto/network",
    Outcome.PARTIAL,
    Counts(created=1, drifted=2),
    (CHANGE,),
    (CHANGE,),
    1.25,
    attempts=2,
    error="apply failed",
    cause="quota",
    hint="ask for more",
    terraform_version="1.11.4",
    plan_text="Plan: 1 to add",
    overrides=(Override("max_destroys", "two", ("a.b",)),),
)


def test_result_metadata_is_read_back() -> None:
    """Nothing of a result is lost on its way through an event."""
    assert result_in(result_metadata(RESULT, commit="c" * 40, level=2)) == RESULT


def test_result_metadata_figures_are_numbers() -> None:
    """Counts, duration and level are numbers, which the UI plots; texts that say nothing are left out."""
    metadata = result_metadata(StackResult("a/b", Outcome.NO_CHANGES), commit=None, level=1)
    numbers = {
        name for name, value in metadata.items() if isinstance(value, dg.IntMetadataValue | dg.FloatMetadataValue)
    }
    assert numbers >= {"created", "changed", "destroyed", "replaced", "drifted", "duration_seconds", "level"}
    assert not numbers & {"stack", "outcome", "result"}
    assert not metadata.keys() & {"commit", "cause", "hint", "plan", "reasons"}


def test_result_metadata_is_bounded() -> None:
    """Events are kept for ever, so thousands of addresses are cut; the counts stay exact."""
    big = StackResult("a/b", Outcome.APPLIED, Counts(created=5000), (CHANGE,) * 5000, plan_text="x" * 1_000_000)
    found = result_in(result_metadata(big, commit=None, level=1))
    assert found is not None
    assert (found.counts.created, len(found.changes)) == (5000, MAX_ADDRESSES)
    assert len(found.plan_text) < 100_000


def test_result_metadata_reasons() -> None:
    """Why a stack was selected is told beside its result."""
    reasons = [Reason(ReasonKind.MODULE, "modules/vcn/main.tf", ("modules/vcn",))]
    metadata = result_metadata(RESULT, commit=None, level=1, reasons=reasons)
    assert metadata["reasons"].value == [{"kind": "module", "path": "modules/vcn/main.tf", "via": ["modules/vcn"]}]


def test_result_in_foreign_metadata() -> None:
    """Metadata of somebody else's event is no result."""
    assert result_in({"stack": dg.MetadataValue.text("a/b")}) is None
    assert result_in({}) is None

"""Outcomes in the words of people: `not run` where a record says `not_run`. Pure."""

from __future__ import annotations

from oci_assets.model import Outcome

OUTCOME_WORDS = {
    Outcome.NO_CHANGES: "no changes",
    Outcome.CHANGES: "changes",
    Outcome.APPLIED: "applied",
    Outcome.PARTIAL: "partly applied",
    Outcome.FAILED: "failed",
    Outcome.NOT_RUN: "not run",
    Outcome.DEFERRED: "deferred",
    Outcome.BLOCKED: "blocked",
    Outcome.UNKNOWN: "unknown",
}

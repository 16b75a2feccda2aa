"""Sentences that are told together: the hint of a result, with what else there is to say. Pure."""

from __future__ import annotations

from dataclasses import replace

from oci_assets.model import StackResult


def joined(*parts: str | None) -> str | None:
    """The parts that say something, as one text; None when none does."""
    return "; ".join(part for part in parts if part) or None


def noted(result: StackResult, note: str | None) -> StackResult:
    """The result with a note in front of its hint; None: there is nothing to note."""
    return replace(result, hint=joined(note, result.hint)) if note else result

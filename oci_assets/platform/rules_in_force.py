"""Which rules of `drift.ignore` have no effect on this estate, and why. Reads the estate's files, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from oci_assets.drift_rule_faults import type_in
from oci_assets.drift_rules import IgnoreRule
from oci_assets.estate.declared_types import DeclaredTypes, declared_types
from oci_assets.platform.site import Site


def rules_without_effect(site: Site, today: date) -> list[str]:
    """A sentence for each reason for which a rule can pass over nothing, with what to do; `today` in UTC."""
    rules = site.settings.drift.rules
    if not rules:
        return []
    declared = declared_types(site.root)
    return [
        f"drift.ignore.{number} ({rule.text}) {why}"
        for number, rule in enumerate(rules)
        for why in _reasons(rule, site, declared, today)
    ]


def _reasons(rule: IgnoreRule, site: Site, declared: DeclaredTypes, today: date) -> Iterator[str]:
    if rule.has_expired(today):
        yield f"has expired on {rule.expires}: correct it, give it a new date, or take it out"
    if not any(rule.is_for(stack) for stack in site.catalog.stacks):
        yield f"is for {rule.stack}, which is no stack: see oci-assets services"
    wanted = type_in(rule.combined or rule.address)
    if wanted is not None and wanted not in declared.types:
        unless = "" if declared.is_complete else " (modules that come from elsewhere were not looked into)"
        yield f"is about {wanted}, which no file of the estate declares{unless}: correct the type, or take it out"

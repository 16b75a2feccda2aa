"""Answers of drift checks for tests of this room."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from oci_assets.drift import AttributeChange, DriftedResource, DriftKind, DriftStatus, IgnoredChange, StackDrift

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=timezone.utc)
SINCE = NOW - timedelta(days=2, hours=5)

VCN = DriftedResource(
    "oci_core_vcn.main",
    "oci_core_vcn",
    DriftKind.DRIFT,
    (AttributeChange("display_name", '"main"', '"a|b\x1b[31m"'), AttributeChange("freeform_tags.who", None, '"bob"')),
    planned="update",
    changes_left_out=3,
    first_seen=SINCE,
    checks_seen=3,
)
GONE = DriftedResource("oci_core_subnet.a", "oci_core_subnet", DriftKind.DELETED, planned="create", first_seen=NOW)
NOISE = DriftedResource("oci_core_vcn.b", "oci_core_vcn", DriftKind.UPGRADE_NOISE, cause="provider oracle/oci is 7")
FOUND = StackDrift(
    "toronto/network",
    DriftStatus.DRIFTED,
    (GONE, VCN, NOISE),
    {DriftKind.DELETED: 1, DriftKind.DRIFT: 11, DriftKind.UPGRADE_NOISE: 1},
    (IgnoredChange("oci_core_vcn.main", "defined_tags.x", "*.defined_tags.x", "known"),),
    7,
    "a" * 40,
    "b" * 40,
    tuple(f"file-{number} differs" for number in range(7)),
    SINCE,
    3,
    NOW,
    reported=True,
    warnings=("a rule has expired",),
)
CLEAN = StackDrift("toronto/dns", DriftStatus.CLEAN, checked_at=NOW, ignored=FOUND.ignored, ignored_count=1)
UNKNOWN = StackDrift("toronto/oke", DriftStatus.UNKNOWN, checked_at=NOW, error="cannot log in")

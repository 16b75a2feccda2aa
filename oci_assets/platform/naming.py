"""Names that Dagster accepts for stacks with free-text folder names. Every mapping of a name is here (pure).

Rules measured on Dagster 1.13: op, input and group names take `[A-Za-z0-9_]` only, asset tag values `[A-Za-z0-9_.-]`
with at most 63 characters, owners are an e-mail address or `team:NAME`. One name that breaks a rule takes the whole
code location down.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

import dagster as dg

DRIFT_CHECK, DEPENDENCY_CHECK = "no_drift", "dependencies"
_EMAIL = re.compile(r"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,7}")  # no stricter than Dagster's own rule
_ODD = re.compile(r"[^A-Za-z0-9_]")


def asset_key(stack_id: str) -> dg.AssetKey:
    """`["toronto", "network"]` for `toronto/network`."""
    return dg.AssetKey(stack_id.split("/", 1))


def stack_of(key: dg.AssetKey) -> str:
    """The stack id that `asset_key` was made from."""
    return "/".join(key.path)


def check_key(stack_id: str) -> dg.AssetCheckKey:
    """The key of the stack's drift check."""
    return dg.AssetCheckKey(asset_key(stack_id), DRIFT_CHECK)


def op_name(stack_id: str) -> str:
    """`toronto__network`; a name that loses characters on the way gets a hash, so `b-c` and `b_c` stay apart.

    Also the name of an input that stands for the stack, and the key of its branch in the plan job's fan-out.
    """
    name = stack_id.replace("/", "__", 1)
    is_plain = not _ODD.search(name) and re.findall("__+", name) == ["__"]  # one way only to read it back
    return name if is_plain else _with_hash(name, stack_id)


def check_op_name(stack_id: str) -> str:
    """The op name of the stack's drift check."""
    return f"{op_name(stack_id)}__{DRIFT_CHECK}"


def group_name(region: str) -> str:
    """The region as a Dagster group name. `us-a` and `us_a` share a group; of letters only ASCII is legible here."""
    return _ODD.sub("_", region) if region.isascii() else _with_hash(region, region)


def tag_value(text: str) -> str:
    """Text as an asset tag value."""
    return re.sub(r"[^A-Za-z0-9_.-]", "_", text)[:63]


def owners(raw: Iterable[str]) -> list[str]:
    """CODEOWNERS entries that Dagster takes: e-mail addresses, and `@org/team` as `team:team`; users are left out."""
    named = []
    for owner in raw:
        team = owner.partition("/")[2] if owner.startswith("@") else ""
        if _EMAIL.fullmatch(owner):
            named.append(owner)
        elif team:
            named.append(f"team:{tag_value(team)}")
    return named


def _with_hash(name: str, unique: str) -> str:
    return f"{_ODD.sub('_', name)}_{hashlib.sha256(unique.encode()).hexdigest()[:8]}"

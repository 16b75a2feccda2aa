"""The types that a person means: with or without `oci_` and the service, or by a pattern."""

from __future__ import annotations

from fnmatch import fnmatchcase

from oci_simulator.cloud.conditions import ANY
from oci_simulator.cloud.kinds import PARTS, kind
from oci_simulator.console.trouble import Trouble, choices
from oci_simulator.facts import names

PROVIDER = "provider"


def is_pattern(text: str) -> bool:
    """Whether a text stands for several types."""
    return any(sign in text for sign in "*?[")


def matches(type_name: str, wanted: str) -> bool:
    """Whether a type is meant: `oci_core_vcn`, `core_vcn`, `vcn`, `core_*`."""
    return any(fnmatchcase(type_name, form) for form in (wanted, f"oci_{wanted}", f"oci_*_{wanted}"))


def stored(wanted: str, known: set[str]) -> set[str]:
    """Those of the known types that are meant; a type under another name, such as a default one, is what it stands for.

    Raises:
        Trouble: there is no such type at all.
    """
    every = known | PARTS | set(names("resources"))
    exact = [each for each in every if each in {wanted, f"oci_{wanted}"}]
    found = {kind(each).type for each in (exact or [each for each in every if matches(each, wanted)])}
    if not found:
        raise Trouble(f"{wanted}: no type is called so{choices(wanted, (each.removeprefix('oci_') for each in every))}")
    return found


def pattern(wanted: str, kinds: tuple[str, ...] = ("resources",)) -> str:
    """A text as the pattern that conditions keep: a full name, or with wildcards.

    Raises:
        Trouble: no type is meant, or several by one name.
    """
    if wanted in {ANY, PROVIDER}:
        return wanted
    every = [name for each in kinds for name in names(each)]  # type: ignore[arg-type]
    if is_pattern(wanted):
        full = next(
            (form for form in (wanted, f"oci_{wanted}") if any(fnmatchcase(each, form) for each in every)), None
        )
        if full is None:
            raise Trouble(f"{wanted}: no type matches")
        return full
    exact = [each for each in every if each in {wanted, f"oci_{wanted}"}]
    found = sorted(set(exact or (each for each in every if matches(each, wanted))))
    if len(found) != 1:
        problem = "several types are called so" if found else "no type is called so"
        raise Trouble(f"{wanted}: {problem}{choices(wanted, found or every)}")
    return found[0]

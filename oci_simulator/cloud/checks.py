"""What every service checks: references that exist, names that are unique, nothing removed that is in use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from oci_simulator.cloud.belonging import family
from oci_simulator.cloud.errors import ServiceError, conflict, not_found
from oci_simulator.cloud.kinds import UNIQUE, Kind
from oci_simulator.cloud.ocids import is_offered, is_ours, kind_of, ocids_in
from oci_simulator.cloud.store import Object, Store

MADE_ELSEWHERE = {"tenancy", "image"}
_SHOWN = 3
_TEXTS = ("freeform_tags", "defined_tags", "metadata", "extended_metadata")
_LOOSE = (*_TEXTS, "source_details", "peer_id", "target_id", "assigned_entity_id")


def check_references(store: Store, values: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> None:
    """Every OCID must be of something that exists; a tenancy always does, other realms' we cannot know.

    Raises:
        ServiceError: 404 with the attribute that names what is not there.
    """
    for path, target in _dead(store, values, before):
        if kind_of(target) == "compartment" and not is_ours(target):
            raise not_found(
                f"{path} {target}: the simulated cloud has no such compartment. "
                "Make one with oci_identity_compartment, make this one known with `oci-simulator admit OCID`, or use "
                "the tenancy's OCID (any ocid1.tenancy...), which is the root compartment"
            )
        if is_ours(target):
            raise not_found(f"{path} {target}")


def check_known(store: Store, values: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """What a person newly names is there: in the console one chooses from what exists, so no realm is excepted.

    Raises:
        ServiceError: as in `check_references`.
    """
    check_references(store, values, before)
    for path, target in _dead(store, values, before):
        if not is_offered(target) and not path.startswith(_TEXTS):
            raise not_found(f"{path} {target}")


def _dead(store: Store, values: Mapping[str, Any], before: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    """References that were not there before, to what the cloud does not have."""
    known = {target for _, target in ocids_in(dict(before or {}))}
    for path, target in ocids_in(dict(values)):
        if path == "id" or target in known or kind_of(target) in MADE_ELSEWHERE:
            continue
        if store.get(target) is None:
            yield path, target


def check_unique(store: Store, what: Kind, region: str, values: Mapping[str, Any], own: str = "") -> None:
    """What must be unique is.

    Raises:
        ServiceError: 409.
    """
    names = UNIQUE.get(what.type)
    if names is None:
        return
    wanted = _distinct(values, names)
    for other in store.all(what.type, None if what.is_global else region):
        if other.id != own and _distinct(other.data, names) == wanted:
            text = ", ".join(f"{name} {values.get(name)!r}" for name in names if values.get(name) is not None)
            raise conflict(
                f"{what.type.removeprefix('oci_')} with {text} already exists", f"{names[-1].title()}AlreadyExists"
            )


def _distinct(values: Mapping[str, Any], names: tuple[str, ...]) -> tuple[Any, ...]:
    """What tells objects apart; every tenancy's OCID is the same root compartment."""
    found = (values.get(name) for name in names)
    return tuple("tenancy" if kind_of(str(value)) == "tenancy" else value for value in found)


def check_unused(store: Store, thing: Object) -> None:
    """Nobody else refers to an object, nor to what goes with it.

    Raises:
        ServiceError: 409 with who does.
    """
    gone = family(store, thing)
    using = {
        user.id: (user, path)
        for one in sorted(gone)
        for user, path in store.users(one)
        if user.id not in gone and user.owner not in gone and not _is_loose(path)
    }
    users = [
        f"{user.type} {user.name or user.data.get('id')} ({path})"
        for user, path in using.values()
        if user.owner not in using  # what goes with another user is not worth a word
    ]
    if users:
        more = f" and {len(users) - _SHOWN} more" if len(users) > _SHOWN else ""
        named = f"{', '.join(sorted(users)[:_SHOWN])}{more}"
        raise ServiceError(
            409, "Conflict", f"{thing.name or thing.data.get('id')} is in use: it is referenced by {named}"
        )


def _is_loose(path: str) -> bool:
    """References that do not keep what they name: notes of where something came from, tags, metadata, a peer."""
    return path.startswith(_LOOSE)

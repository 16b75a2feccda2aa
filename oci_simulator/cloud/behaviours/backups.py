"""Groups of volumes, and backups of volumes and groups."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.registry import Moment, decides, made
from oci_simulator.cloud.store import Object, now

_VOLUMES = {"oci_core_volume": "volume_id", "oci_core_boot_volume": "boot_volume_id"}
_GIGABYTE = 1024  # in megabytes


def _source(moment: Moment) -> dict[str, Any]:
    return dict((moment.values.get("source_details") or [{}])[0])


@decides("oci_core_volume_group")
def group(moment: Moment) -> None:
    """Of the volumes that it names, as large as they are together."""
    values = moment.values
    if not values.get("volume_ids"):
        values["volume_ids"] = list(_source(moment).get("volume_ids") or [])
    _measure(moment, values["volume_ids"])


@made("oci_core_volume_group")
def group_volumes(moment: Moment) -> None:
    """One that is made from another group or from a backup has copies of its volumes."""
    values, source = moment.values, _source(moment)
    if values.get("volume_ids"):
        return
    pattern = moment.find(source.get("volume_group_id")) or moment.find(source.get("volume_group_backup_id"))
    names = (pattern.data.get("volume_ids") or pattern.data.get("volume_backup_ids") or []) if pattern else []
    place = {name: values[name] for name in ("compartment_id", "availability_domain")}
    for original in filter(None, map(moment.find, names)):
        size = {"size_in_gbs": original.data.get("size_in_gbs")}
        copy = moment.own("oci_core_volume", {**place, **size, "display_name": original.name})
        values["volume_ids"].append(copy.id)
    _measure(moment, values["volume_ids"])


def _measure(moment: Moment, identities: list[str]) -> None:
    sizes = [float(each.data.get("size_in_gbs") or 0) for each in filter(None, map(moment.find, identities))]
    moment.values["size_in_gbs"] = f"{sum(sizes):.0f}"
    moment.values["size_in_mbs"] = f"{sum(sizes) * _GIGABYTE:.0f}"
    moment.values["is_hydrated"] = True


@decides("oci_core_volume_backup", "oci_core_boot_volume_backup", "oci_core_volume_group_backup")
def backup(moment: Moment) -> None:
    """Of a volume or group in its compartment, or a copy of a backup of another region."""
    values, source = moment.values, _source(moment)
    names = ("volume_id", "boot_volume_id", "volume_group_id")
    original = next(filter(None, (moment.find(values.get(name)) for name in names)), None)
    copied = {f"source_{name}": value for name, value in source.items() if name.endswith("backup_id")}
    values.update(copied)
    former = moment.find(next(iter(copied.values()), None))
    pattern = original or former
    moment.default("type", "INCREMENTAL")
    if not moment.before:
        moment.default("compartment_id", pattern.data.get("compartment_id") if pattern else _compartment(moment))
    values["source_type"] = values.get("source_type") or "MANUAL"
    moment.default("time_request_received", now())
    if pattern is not None:
        for name in ("size_in_gbs", "size_in_mbs"):
            moment.default(name, pattern.data.get(name))
            moment.default(f"unique_{name}", pattern.data.get(name))


def _compartment(moment: Moment) -> str | None:
    """Where a copy of what this cloud does not know stands: with the other backups."""
    every = moment.objects.store.all("oci_core_volume_backup") + moment.objects.store.all("oci_core_volume")
    return next((each.data.get("compartment_id") for each in every), None)


@made("oci_core_volume_group_backup")
def group_backups(moment: Moment) -> None:
    """A backup of each volume of the group."""
    values = moment.values
    found = moment.find(values.get("volume_group_id"))
    identities = found.data.get("volume_ids") or [] if found else []
    values["volume_backup_ids"] = [_part(moment, each).id for each in filter(None, map(moment.find, identities))]


def _part(moment: Moment, volume: Object) -> Object:
    kept = {name: moment.values.get(name) for name in ("compartment_id", "type")}
    named = {_VOLUMES.get(volume.type, "volume_id"): volume.id, "volume_group_backup_id": moment.values["id"]}
    return moment.own(f"{volume.type}_backup", {**kept, **named, "display_name": moment.values.get("display_name")})

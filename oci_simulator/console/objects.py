"""What exists: list, show, set, delete."""

from __future__ import annotations

import json
from typing import Any

import click

from oci_simulator.cloud import Cloud, ServiceError
from oci_simulator.cloud.store import Object
from oci_simulator.console import types
from oci_simulator.console.difference import differences
from oci_simulator.console.edits import edited
from oci_simulator.console.examples import examples
from oci_simulator.console.find import find
from oci_simulator.console.paths import parse
from oci_simulator.console.place import Place
from oci_simulator.console.table import aligned
from oci_simulator.console.trouble import Trouble

_CLOCKS = {"time_updated", "time_modified", "etag"}
as_json = click.option("--json", "is_json", is_flag=True, help="As JSON.")
in_region = click.option("--region", help="Only in this region.")


@click.command(
    "list",
    epilog=examples(
        "oci-simulator list",
        "oci-simulator list instance --region us-ashburn-1",
        "oci-simulator list 'core_*' --json",
    ),
)
@click.argument("type_pattern", required=False)
@in_region
@as_json
@click.pass_obj
def list_(place: Place, type_pattern: str | None, region: str | None, is_json: bool) -> None:  # noqa: FBT001
    """List what exists, in the order in which it was made.

    TYPE_PATTERN is a type with or without oci_ and its service, or a pattern.
    """
    things = [each for each in place.existing().store.all() if region in {None, each.region}]
    if type_pattern is not None:
        wanted = types.stored(type_pattern, {each.type for each in things})
        things = [each for each in things if each.type in wanted]
    if is_json:
        click.echo(json.dumps([_document(each) for each in things], indent=2))
        return
    rows = [(_short(each), each.name or "-", each.region or "-", _state(each), str(each.data["id"])) for each in things]
    for line in aligned(("TYPE", "NAME", "REGION", "STATE", "ID"), rows) if rows else ["Nothing."]:
        click.echo(line)


@click.command(
    epilog=examples(
        "oci-simulator show web-1",
        "oci-simulator show security_list/web-list --json",
    )
)
@click.argument("object_", metavar="ID|NAME")
@in_region
@as_json
@click.pass_obj
def show(place: Place, object_: str, region: str | None, is_json: bool) -> None:  # noqa: FBT001
    """Show one object with all its values, and who refers to it."""
    cloud = place.existing()
    thing = find(cloud, object_, region)
    users = [{"type": user.type, "name": user.name, "path": path} for user, path in cloud.store.users(thing.id)]
    if is_json:
        click.echo(json.dumps({**_document(thing), "used_by": users}, indent=2))
        return
    click.echo(f"{_short(thing)} {thing.name}, region {thing.region or '(global)'}")
    for name, value in sorted(thing.data.items()):
        click.echo(_indented(name, value))
    for user in users:
        click.echo(f"used by {user['type'].removeprefix('oci_')} {user['name']} ({user['path']})")


@click.command(
    "set",
    epilog=examples(
        "oci-simulator set web-1 display_name=web-one freeform_tags.env=prod",
        "oci-simulator set web-1 state=STOPPED 'shape_config[0].ocpus=4'",
        "oci-simulator set web-list 'ingress_security_rules[0].source=0.0.0.0/0'",
        "oci-simulator set web-list 'ingress_security_rules[1]-='",
        'oci-simulator set public-rt \'route_rules+={"destination": "10.9.0.0/16", "network_entity_id": "ocid1..."}\'',
        "oci-simulator set web-1 'defined_tags[\"Ops.team\"]=blue'",
        "oci-simulator set gw vcn_id=ocid1.vcn.oc1..gone --force",
    ),
)
@click.argument("object_", metavar="ID|NAME")
@click.argument("changes", metavar="PATH=VALUE...", nargs=-1, required=True)
@in_region
@click.option("--force", is_flag=True, help="Although it names what does not exist: a dead reference.")
@click.pass_obj
def set_(place: Place, object_: str, changes: tuple[str, ...], region: str | None, force: bool) -> None:  # noqa: FBT001
    """Change an object, as somebody in the console would: the next plan shows it as drift.

    VALUE is JSON, or else text. PATH+=VALUE adds to a list or a map, PATH-= or PATH=null removes, PATH-=VALUE removes
    that element of a list. Quote for the shell.
    """
    cloud = place.existing()
    with cloud.store.change():
        thing = find(cloud, object_, region)
        edits = [parse(each) for each in changes]
        wanted = edited(thing, edits)
        after = _edit(cloud, thing, wanted, ", ".join(edit.path for edit in edits), force=force)
        _refuse_without_effect(thing, after, wanted)
    click.echo(f"{_short(thing)} {after.name}")
    for name in sorted({*thing.data, *after.data} - _CLOCKS):
        for line in differences(thing.data.get(name), after.data.get(name), name):
            click.echo(f"  {line}")


def _edit(cloud: Cloud, thing: Object, wanted: dict[str, Any], note: str, *, force: bool) -> Object:
    try:
        return cloud.edit(thing, wanted, f"{note}, forced" if force else note, force=force)
    except ServiceError as error:
        advice = "; name what exists (oci-simulator list), or give --force" if error.status == 404 and not force else ""
        raise Trouble(f"{error}{advice}") from error


def _refuse_without_effect(before: Object, after: Object, wanted: dict[str, Any]) -> None:
    lost = [name for name in wanted if wanted[name] != before.data.get(name) == after.data.get(name)]
    if lost:
        raise Trouble(f"{', '.join(lost)}: the service decides this itself, from the other values; nothing was changed")


@click.command(
    epilog=examples(
        "oci-simulator delete web-1",
        "oci-simulator delete subnet/app --force",
    )
)
@click.argument("object_", metavar="ID|NAME")
@in_region
@click.option("--force", is_flag=True, help="Although others refer to it: they keep a dead reference.")
@click.pass_obj
def delete(place: Place, object_: str, region: str | None, force: bool) -> None:  # noqa: FBT001
    """Delete an object with all that it has made for itself: the next plan makes it anew."""
    cloud = place.existing()
    thing = find(cloud, object_, region)
    try:
        cloud.remove(thing, force=force)
    except ServiceError as error:
        advice = "; delete what uses it first, or give --force" if error.status == 409 else ""
        raise Trouble(f"{error}{advice}") from error
    click.echo(f"deleted {_short(thing)} {thing.name} {thing.data['id']}")
    _warn_of_dead_references(cloud, thing)


def _warn_of_dead_references(cloud: Cloud, thing: Object) -> None:
    for user, path in cloud.store.users(thing.id):
        click.echo(f"{user.type.removeprefix('oci_')} {user.name} still refers to it ({path})", err=True)


def _short(thing: Object) -> str:
    return thing.type.removeprefix("oci_")


def _state(thing: Object) -> str:
    return str(thing.data.get("state") or thing.data.get("lifecycle_state") or "-")


def _document(thing: Object) -> dict[str, Any]:
    return {"type": thing.type, "region": thing.region or None, "name": thing.name, "values": thing.data}


def _indented(name: str, value: Any) -> str:
    text = json.dumps(value, indent=2) if isinstance(value, (dict, list)) and value else json.dumps(value)
    return f"  {name}: " + text.replace("\n", "\n  ")


COMMANDS = (list_, show, set_, delete)

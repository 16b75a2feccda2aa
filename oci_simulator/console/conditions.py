"""What shall go wrong, take long or run out: fault, latency, quota."""

from __future__ import annotations

import click

from oci_simulator.cloud import Cloud
from oci_simulator.cloud.conditions import ANY, DEFAULT_MESSAGES, OPERATIONS, STATUSES
from oci_simulator.console.examples import examples
from oci_simulator.console.place import Place
from oci_simulator.console.table import aligned
from oci_simulator.console.types import pattern

clears = click.option("--clear", is_flag=True, help="Take it back: for this type, or all without a type.")
_KINDS: dict[str, tuple[str, ...]] = {"list": ("data",), ANY: ("resources", "data")}


@click.command(
    epilog=examples(
        "oci-simulator fault instance create --code OutOfHostCapacity --times 2",
        "oci-simulator fault 'core_*' read --status 429",
        "oci-simulator fault volume create --status 504 --after",
        "oci-simulator fault --clear",
    )
)
@click.argument("type_", metavar="[TYPE]", required=False)
@click.argument("operation", metavar="[OPERATION]", required=False, type=click.Choice([*OPERATIONS, ANY]))
@click.option("--status", type=click.IntRange(400, 599), help="HTTP status [by the code, else 500].")
@click.option("--code", help="The service's code [by the status, else InternalServerError].")
@click.option("--message", help="The service's words [as the real service's for the code].")
@click.option("--times", type=click.IntRange(min=1), help="How many times [until it is cleared].")
@click.option("--after", is_flag=True, help="Fail after the effect: what was to be made exists all the same.")
@clears
@click.pass_obj
def fault(
    place: Place,
    type_: str | None,
    operation: str | None,
    status: int | None,
    code: str | None,
    message: str | None,
    times: int | None,
    after: bool,  # noqa: FBT001
    clear: bool,  # noqa: FBT001
) -> None:
    """Let an operation fail; without arguments show what is set.

    TYPE is a resource type or a pattern such as 'core_*'; `provider` with `configure` fails every run at its start.
    """
    if clear or type_ is None:
        _show_or_clear(place, "fault", type_, operation, is_clear=clear)
        return
    wanted = _operation(operation)
    name = pattern(type_, _KINDS.get(wanted, ("resources",)))
    status, code = _status_and_code(status, code)
    text = message or DEFAULT_MESSAGES.get(code, "The service failed.")
    said = {"status": status, "code": code, "message": text, "times": times, "after": after}
    place.opened().conditions.add_fault(name, wanted, said)
    often = f"the next {times} times" if times else "until it is cleared"
    click.echo(f"{name} {wanted} fails {often} with {status}-{code}{', after the effect' if after else ''}")


def _status_and_code(status: int | None, code: str | None) -> tuple[int, str]:
    if code is None:
        code = next((name for name, each in STATUSES.items() if each == (status or 500)), "InternalServerError")
    return status or STATUSES.get(code, 500), code


@click.command(
    epilog=examples(
        "oci-simulator latency instance create 30",
        "oci-simulator latency '*' read 0.5",
        "oci-simulator latency --clear",
    )
)
@click.argument("type_", metavar="[TYPE]", required=False)
@click.argument("operation", metavar="[OPERATION]", required=False, type=click.Choice([*OPERATIONS, ANY]))
@click.argument("seconds", metavar="[SECONDS]", required=False, type=click.FloatRange(min=0))
@clears
@click.pass_obj
def latency(place: Place, type_: str | None, operation: str | None, seconds: float | None, clear: bool) -> None:  # noqa: FBT001
    """Let an operation take its time; without arguments show what is set."""
    if clear or type_ is None:
        _show_or_clear(place, "latency", type_, operation, is_clear=clear)
        return
    wanted = _operation(operation)
    if seconds is None:
        raise click.UsageError("How long? Give the seconds: latency TYPE OPERATION SECONDS.")
    name = pattern(type_, _KINDS.get(wanted, ("resources",)))
    place.opened().conditions.set_latency(name, wanted, seconds)
    click.echo(f"{name} {wanted} takes {seconds:g} s")


@click.command(
    epilog=examples(
        "oci-simulator quota instance 2",
        "oci-simulator quota --clear",
    )
)
@click.argument("type_", metavar="[TYPE]", required=False)
@click.argument("limit", metavar="[N]", required=False, type=click.IntRange(min=0))
@clears
@click.pass_obj
def quota(place: Place, type_: str | None, limit: int | None, clear: bool) -> None:  # noqa: FBT001
    """Let there be no more than N of a type; without arguments show what is set."""
    if clear or type_ is None:
        _show_or_clear(place, "quota", type_, None, is_clear=clear)
        return
    if limit is None:
        raise click.UsageError("How many? Give the number: quota TYPE N.")
    name = pattern(type_)
    place.opened().conditions.set_quota(name, limit)
    click.echo(f"{name}: no more than {limit}")


def _operation(given: str | None) -> str:
    if given is None:
        raise click.UsageError(f"Which operation? One of {', '.join(OPERATIONS)}, or {ANY} for all.")
    return given


def _show_or_clear(place: Place, kind: str, type_: str | None, operation: str | None, *, is_clear: bool) -> None:
    cloud = place.opened()
    if not is_clear:
        for line in _lines(cloud, kind):
            click.echo(line)
        return
    kinds = ("resources", "data")
    number = cloud.conditions.clear(kind, pattern(type_, kinds) if type_ else None, operation)
    click.echo(f"cleared {number}")


def _lines(cloud: Cloud, kind: str) -> list[str]:
    rows = [
        (
            name,
            operation or "-",
            ", ".join(f"{key} {value}" for key, value in said.items() if value not in (None, False)),
        )
        for _, name, operation, said in cloud.store.conditions(kind)
    ]
    return aligned(("TYPE", "OPERATION", kind.upper()), rows) if rows else [f"No {kind} is set."]


COMMANDS = (fault, latency, quota)

"""The cloud as a whole: events, reset, and how Terraform gets to it: mirror, serve."""

from __future__ import annotations

import json
import shlex
import signal
from pathlib import Path

import click

from oci_simulator.console.examples import examples
from oci_simulator.console.objects import as_json
from oci_simulator.console.place import VARIABLE, Place
from oci_simulator.console.table import aligned


@click.command(
    epilog=examples(
        "oci-simulator events --limit 10",
    )
)
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="The last so many.")
@as_json
@click.pass_obj
def events(place: Place, limit: int, is_json: bool) -> None:  # noqa: FBT001
    """Show who changed what, oldest first: terraform or console."""
    found = place.existing().store.events(limit)
    if is_json:
        click.echo(json.dumps(found, indent=2))
        return
    rows = [
        (
            each["at"][:19],
            each["actor"],
            each["operation"],
            each["type"].removeprefix("oci_"),
            each["name"],
            each["note"],
        )
        for each in found
    ]
    for line in aligned(("TIME (UTC)", "WHO", "DID", "TYPE", "NAME", "NOTE"), rows) if rows else ["Nothing happened."]:
        click.echo(line)


@click.command(
    epilog=examples(
        "oci-simulator reset --yes",
    )
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def reset(place: Place, yes: bool) -> None:  # noqa: FBT001
    """Remove everything: objects, faults, latencies, quotas, events. States that know the objects find them gone."""
    cloud = place.existing()
    number = len(cloud.store.all())
    if not yes:
        click.confirm(f"Remove all {number} objects of {place.file}?", abort=True)
    cloud.store.clear()
    click.echo(f"{place.file} is empty, {number} objects are gone")


@click.command(
    epilog=examples(
        "oci-simulator mirror ~/simulated-oci",
    )
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def mirror(place: Place, folder: Path) -> None:
    """Write a provider mirror, so that `terraform init` installs the simulator instead of Oracle's provider."""
    from oci_simulator.protocol.mirror import write_mirror  # noqa: PLC0415 - gRPC takes its time

    config = write_mirror(folder)
    click.echo("# Wrote the mirror. Copy these lines into your shell, then run `terraform init`:")
    click.echo(f"export TF_CLI_CONFIG_FILE={shlex.quote(str(config))}")
    if place.is_given:
        click.echo(f"export {VARIABLE}={shlex.quote(str(place.file))}")
    else:
        click.echo(f"unset {VARIABLE}  # the cloud is {config.parent / 'cloud.db'}")


@click.command(
    epilog=examples(
        "oci-simulator --cloud ./cloud.db serve",
    )
)
@click.pass_obj
def serve(place: Place) -> None:
    """Serve the provider until ^C, for Terraforms that join it; they need no `terraform init`."""
    from oci_simulator.protocol.serve import serve_reattached  # noqa: PLC0415 - gRPC takes its time

    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)  # before the server's threads, which would catch them otherwise
    with serve_reattached(place.opened(), cache_folder=place.file.parent) as value:
        click.echo("# Copy this line into the shell in which you run terraform. ^C ends the server.")
        click.echo(f"export TF_REATTACH_PROVIDERS={shlex.quote(value)}")
        signal.sigwait(ends)
    click.echo("ended")


COMMANDS = (events, reset, mirror, serve)

"""Makes compartments of a real tenancy known, so that configurations with pasted OCIDs work as they are."""

from __future__ import annotations

import click

from oci_simulator.cloud import CONSOLE
from oci_simulator.cloud.ocids import kind_of
from oci_simulator.console.examples import examples
from oci_simulator.console.place import Place
from oci_simulator.console.trouble import Trouble

TYPE = "oci_identity_compartment"


@click.command(epilog=examples("oci-simulator admit ocid1.compartment.oc1..aaaa --name network"))
@click.argument("ocids", metavar="OCID...", nargs=-1, required=True)
@click.option("--name", help="Of the compartment [compartment-1, compartment-2, ...].")
@click.pass_obj
def admit(place: Place, ocids: tuple[str, ...], name: str | None) -> None:
    """Make compartments of a real tenancy known: the simulated cloud then has them, empty, under the same OCIDs."""
    if name is not None and len(ocids) > 1:
        raise Trouble("--name is for one OCID: admit them one by one")
    cloud = place.opened()
    for ocid in ocids:
        if kind_of(ocid) != "compartment":
            raise Trouble(f"{ocid} is no OCID of a compartment (ocid1.compartment...); a tenancy's is always known")
        if cloud.store.get(ocid) is not None:
            click.echo(f"{ocid} is known already")
            continue
        called = name or f"compartment-{len(cloud.store.all(TYPE)) + 1}"
        thing = cloud.objects.make(TYPE, "", {"id": ocid, "name": called, "description": "of a real tenancy"})
        cloud.store.note(CONSOLE, "create", thing, "admitted")
        click.echo(f"{called}  {ocid}")


COMMANDS = (admit,)

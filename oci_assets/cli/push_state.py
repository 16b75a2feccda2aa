"""`oci-assets push-state`: writes the state that an apply could not write to where it belongs."""

from __future__ import annotations

import click
from rich.text import Text

from oci_assets.cli.by_hand import agreed, state_by_hand
from oci_assets.cli.errors import FAILED
from oci_assets.cli.session import Session, debug_option
from oci_assets.terraform.push_state import push, waiting


@click.command(epilog="Example: oci-assets push-state toronto/network")
@click.argument("stack")
@click.option("--yes", is_flag=True, help="Do not ask.")
@debug_option
@click.pass_obj
def push_state(session: Session, *, stack: str, yes: bool) -> int:
    """Push a state that an apply could not write to its backend.

    The stack can run again after that. Terraform's checks of lineage and serial hold.
    """
    with state_by_hand(session, stack, "push-state", waits=True) as terraform:
        files, name = waiting(terraform), terraform.request.stack
        if not files:
            session.console.print(f"{name} has no state that waits to be pushed: nothing to do")
            return 0
        for file in files:
            session.console.print(Text(f"{name}: its backend lacks {file}"))
        if not agreed(f"push this to the backend of {name}?", yes=yes):
            session.console.print("nothing was pushed")
            return FAILED
        for pushed in push(terraform):
            session.console.print(Text(f"{name}: pushed; the copy is now {pushed.archived}"))
        session.console.print(f"{name} can run again: plan it before the next apply")
    return 0

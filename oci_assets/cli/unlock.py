"""`oci-assets unlock`: frees the lock that a dead Terraform left on a stack's state, once a person says so."""

from __future__ import annotations

import click
from rich.text import Text

from oci_assets.cli.by_hand import agreed, state_by_hand
from oci_assets.cli.errors import FAILED
from oci_assets.cli.session import Session, debug_option
from oci_assets.errors import OciAssetsError
from oci_assets.terraform import unlock as locks
from oci_assets.terraform.lock_holder import told


@click.command(epilog="Example: oci-assets unlock toronto/network")
@click.argument("stack")
@click.option("--lock-id", help="Only this lock, as the message of the failed run names it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@debug_option
@click.pass_obj
def unlock(session: Session, *, stack: str, lock_id: str | None, yes: bool) -> int:
    """Free the lock that a dead Terraform left on a stack's state.

    Shows who holds it and whether they live, then asks. A live run is never unlocked.
    """
    with state_by_hand(session, stack, "unlock", waits=False) as terraform:
        found = locks.find_lock(terraform, lock_id)
        name = terraform.request.stack
        if found is None:
            session.console.print(f"{name} is not locked: nothing to do")
            return 0
        session.console.print(Text(f"{name}: {told(found.info)}: {found.verdict.text}"))
        locks.refuse_live(name, found)
        if lock_id is not None and lock_id != found.info.id:
            raise OciAssetsError(
                f"{name} is locked by another one than {lock_id}, taken since: nothing was unlocked; look again at who "
                "holds it"
            )
        if not agreed(f"free this lock of {name}?", yes=yes):
            session.console.print("nothing was unlocked")
            return FAILED
        locks.unlock(terraform, found.info.id)
        session.console.print(f"{name} is unlocked (lock ID {found.info.id}): plan it before the next apply")
    return 0

"""`oci-assets demo`: the whole length of the product on the demo estate, with real git and real Terraform."""

from __future__ import annotations

import json
import tempfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click
from rich.text import Text

from oci_assets.cli.actions import run
from oci_assets.cli.affected import print_affected
from oci_assets.cli.errors import DIFFERENCES
from oci_assets.cli.options import ActionOptions
from oci_assets.cli.selection import compare
from oci_assets.cli.session import Session, debug_option
from oci_assets.cli.words import counted
from oci_assets.errors import OciAssetsError, UsageError
from oci_assets.model import Action

DRIFTED_STACK = "toronto/network"
TITLE_COLUMNS = 80


@click.command(epilog="Example: oci-assets demo --keep ~/demo-estate")
@click.option("--keep", type=click.Path(path_type=Path, file_okay=False), help="Make the estate here and keep it.")
@debug_option
@click.pass_obj
def demo(session: Session, keep: Path | None) -> int:
    """Show the whole length on a simulated Oracle Cloud. Apply, change a module, find drift, repair it, audit."""
    if keep is not None and keep.exists() and any(keep.iterdir()):
        raise UsageError(f"{str(keep)!r} is not empty: choose a new folder for --keep, or remove it first")
    with _folder(keep) as name:
        folder = Path(name).resolve()
        Demo(session, folder).run()
    if keep is not None:
        from oci_assets.cli import demo_kept  # noqa: PLC0415 as in Demo.run

        session.console.print(Text(f"\nThe estate is kept in {keep}. Try:"))
        for line in demo_kept.keep(folder):
            session.console.print(Text(f"  {line}"), soft_wrap=True)
    return 0


def _folder(keep: Path | None) -> AbstractContextManager[str]:
    if keep is None:
        return tempfile.TemporaryDirectory(prefix="oci-assets-demo-")
    keep.mkdir(parents=True, exist_ok=True)
    return nullcontext(str(keep))


class Demo:
    """The demo, step by step; a step that does not end as it must ends the demo with an error."""

    def __init__(self, session: Session, folder: Path) -> None:
        self._console = session.console
        self._folder, self._estate = folder, folder / "estate"
        self._session = Session(
            session.environment, self._estate, state_dir=folder / "state", debug=session.debug, console=session.console
        )

    def run(self) -> None:
        """All steps in order.

        Raises:
            OciAssetsError: a step ended in another way than it must.
        """
        from oci_assets.cli.demo_cloud import simulated_cloud  # noqa: PLC0415 gRPC takes its time to import

        with simulated_cloud(self._folder):
            self._first_apply()
            self._change_of_a_module()
            self._change_in_the_console()
            self._title(
                "What ran, for which commit, with what effect", "oci-assets audit list && oci-assets audit show RUN"
            )
            self._print_audit()

    def _first_apply(self) -> None:
        from oci_assets.cli.demo_estate import make_estate  # noqa: PLC0415

        self._title("An estate: folders of OCI services in git, as CD3 exports them", "oci-assets services")
        make_estate(self._estate)
        self._console.print(f"{counted(len(self._session.load().catalog.stacks), 'stack')} in {self._estate}")
        self._console.print("The provider is a simulated OCI: nothing is created in Oracle Cloud.")
        self._title("Apply everything, upstream first, three at a time", "oci-assets apply --all --parallel")
        self._act(Action.APPLY, ActionOptions(all_stacks=True))

    def _change_of_a_module(self) -> None:
        from oci_assets.cli.demo_estate import change_a_module  # noqa: PLC0415

        self._title(
            "A commit changes a module. Which stacks does it affect, and why?", "oci-assets affected --base-ref HEAD~1"
        )
        self._console.print(change_a_module(self._estate))
        print_affected(self._console, compare(self._session.load(), "HEAD~1", None))
        self._title("Apply what the commit affects", "oci-assets apply --base-ref HEAD~1 --parallel")
        self._act(Action.APPLY, ActionOptions(base_ref="HEAD~1"))

    def _change_in_the_console(self) -> None:
        from oci_assets.cli.demo_cloud import SECURITY_LIST, open_port_22  # noqa: PLC0415

        self._title(
            "At night somebody opens port 22 to the world in the console",
            f"oci-simulator set {SECURITY_LIST} 'ingress_security_rules+={{...}}'",
        )
        self._console.print(open_port_22(self._folder))
        self._title("The daily check looks at every stack", "oci-assets drift --all --parallel")
        self._act(Action.DRIFT, ActionOptions(all_stacks=True, detailed_exitcode=True), expected=DIFFERENCES)
        self._title("The issue that it opens on GitHub, here as a file", f"cat STATE/drift/{DRIFTED_STACK}.md")
        text = (self._folder / "state" / "drift" / f"{DRIFTED_STACK}.md").read_text(encoding="utf-8")
        self._console.print(Text(text.strip()))
        self._title("Repair: apply what git says", f"oci-assets apply {DRIFTED_STACK}")
        self._act(Action.APPLY, ActionOptions(stacks=(DRIFTED_STACK,)))
        self._title("Clean again", f"oci-assets drift {DRIFTED_STACK}")
        self._act(Action.DRIFT, ActionOptions(stacks=(DRIFTED_STACK,), detailed_exitcode=True))

    def _title(self, text: str, command: str) -> None:
        self._console.print()
        self._console.print(f"── {text} ".ljust(TITLE_COLUMNS, "─"), style="green")
        self._console.print(f"$ {command}\n", style="dim")

    def _act(self, action: Action, options: ActionOptions, *, expected: int = 0) -> None:
        code = run(self._session, action, options)
        if code != expected:
            raise OciAssetsError(f"the demo expected exit code {expected} from {action.value}, got {code}")

    def _print_audit(self) -> None:
        from oci_assets.platform.audit import audit_path  # noqa: PLC0415 Dagster takes a second to import
        from oci_assets.report.audit_file import AuditFile  # noqa: PLC0415

        file = AuditFile(audit_path(self._session.load()))
        records = file.records()
        self._console.print(
            f"{file.verify()} records, each chained to the one before by its hash. The drift check of toronto:"
        )
        last = next(r for r in reversed(records) if r["action"] == Action.DRIFT.value and r["region"] == "toronto")
        services = [s for s in last["services"] if s["outcome"] != "no_changes"]
        self._console.print(json.dumps({**last, "services": services}, indent=2))

"""What a person should look at before a run: removed stacks, warnings of the catalog, files that are not committed."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from oci_assets.cli.words import counted
from oci_assets.estate.filenames import can_matter
from oci_assets.platform.site import Site
from oci_assets.report.plain import one_line

LOCK_FILE = ".terraform.lock.hcl"  # Terraform writes it by itself
MAX_NAMED = 3


def print_notices(console: Console, removed: Iterable[str], warnings: Iterable[str]) -> None:
    """One line each."""
    for stack in removed:
        console.print(Text(f"removed: {stack}: its folder is gone, its resources are not destroyed", style="yellow"))
    for warning in warnings:
        console.print(Text(f"warning: {warning}", style="yellow"))


def uncommitted(site: Site, *, comparing: bool) -> list[str]:
    """A warning about files that are not committed, if any: a run in place takes them, a comparison does not."""
    dirty = [path for path in site.repository().dirty_paths() if can_matter(path) and not path.endswith(LOCK_FILE)]
    if not dirty:
        return []
    names = one_line(", ".join(dirty[:MAX_NAMED])) + (" and more" if len(dirty) > MAX_NAMED else "")
    meaning = "the record names the last commit, but the files are taken as they are"
    if comparing:
        meaning = "they select nothing until they are committed, but what is selected is taken as it is"
    return [f"{counted(len(dirty), 'file')} not committed ({names}): {meaning}"]

"""Where module calls lead. Pure: a call, the folder it stands in, the links of the tree.

Terraform joins a local source to the real path of the calling module and follows links there (seen in `modules.json`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from oci_assets.estate.facts import Call
from oci_assets.estate.folders import raw_field
from oci_assets.estate.links import Links, join

NOWHERE = ""
"""Among targets: a source that nobody knows before a plan."""


class Edge(NamedTuple):
    """One local module call.

    Attributes:
        call, file: the call and the file that names its source.
        shown: the folder as the source names it, from the root of the repository; empty where that is not known.
        target: the real folder; None when the source leads out, in circles, or is not known.
        links: symbolic links on the way.
    """

    call: Call
    file: str
    shown: str
    target: str | None
    links: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The call as people find it: `module 'vcn' in toronto/network/main.tf:3`."""
        return f"module {self.call.name!r} in {self.file}" + (f":{self.call.line}" if self.call.line else "")


def edge_of(folder: str, call: Call, file: str, links: Links) -> Edge | None:
    """Where one call of a folder leads; None for a remote source."""
    if call.source is None:
        return Edge(call, file, "", None) if call.expression else None
    if not f"{call.source}/".startswith(("./", "../")):
        return None
    shown = join(folder, call.source)
    if shown is None:
        return Edge(call, file, call.source, None)
    real = links.real(shown)
    return Edge(call, file, shown, real.path, real.links)


def targets_of(raw: Mapping[str, Sequence[Any]], links: Links) -> dict[str, list[str]]:
    """The real folders that each folder's calls name, `NOWHERE` for unknown ones; folders without calls are left out.

    `raw` holds folders as JSON has them: this runs over a whole estate.
    """
    found: dict[str, list[str]] = {}
    for folder, fields in raw.items():
        edges = (edge_of(folder, Call(*call), file, links) for call, file in raw_field(fields, "calls"))
        targets = {
            edge.target if edge.target is not None else NOWHERE
            for edge in edges
            if edge and (edge.target is not None or not edge.shown)
        }
        if targets:
            found[folder] = sorted(targets)
    return found

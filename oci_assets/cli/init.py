"""`oci-assets init`: a first `oci-assets.yaml` for an estate, from what was found in it."""

from __future__ import annotations

from typing import Any

import click
import yaml

from oci_assets.cli.session import Session, debug_option
from oci_assets.cli.words import counted
from oci_assets.errors import UsageError
from oci_assets.estate.discovery import GLOBAL
from oci_assets.estate.settings_file import FILE_NAME
from oci_assets.platform.site import Site

MAX_COLUMNS = 100_000


@click.command(epilog="Example: oci-assets --estate ~/estate init")
@debug_option
@click.pass_obj
def init(session: Session) -> None:
    """Write a first oci-assets.yaml. A file that is there already is never touched."""
    site = session.load_any()
    file = site.root / FILE_NAME
    if file.exists():
        raise UsageError(f"{str(file)!r} is there already: edit it, or remove it first")
    file.write_text(first_settings(site), encoding="utf-8")
    found = counted(len(site.catalog.stacks), "stack")
    session.console.print(f"wrote {file}: {found} found; see them with: oci-assets services")


def first_settings(site: Site) -> str:
    """Settings that say what was found, the rest as comments."""
    oci = site.oci_regions()
    stacks = site.catalog.stacks.values()
    regions = {region: oci.get(region, region) for region in sorted({s.region for s in stacks} - {GLOBAL})}
    puzzling = {problem.stack for problem in site.catalog.problems}  # what the files show need not be declared
    unknown = sorted({s.service for s in stacks if s.id in puzzling and s.canonical is None})
    found = {"regions": regions, "service_dependencies": {name: ["identity", "network"] for name in unknown}}
    parts = {key: value for key, value in found.items() if value} | {"execution": {"max_workers": 3}}
    return "".join(
        [
            "# Settings of this estate; every key is optional (docs/settings.md).\n",
            *(_yaml({key: value}) for key, value in parts.items()),
            "# guards: {max_destroys: 0}\n",
            '# drift: {cron: "0 2 * * *", timezone: UTC}\n',
        ]
    )


def _yaml(section: dict[str, Any]) -> str:
    """Names quoted where YAML needs it; lists in one line each."""
    return yaml.dump(section, Dumper=_Dumper, allow_unicode=True, width=MAX_COLUMNS, default_flow_style=None)


class _Dumper(yaml.SafeDumper):
    """No anchors: the same list stands under several names."""

    def ignore_aliases(self, data: object) -> bool:
        """Always."""
        del data
        return True

"""`oci-assets init`: a first `oci-assets.yaml` for an estate, from what was found in it."""

from __future__ import annotations

import click

from oci_assets.cli.session import Session, debug_option
from oci_assets.errors import UsageError
from oci_assets.platform.site import Site

FILE_NAME = "oci-assets.yaml"


@click.command(epilog="Example: oci-assets --estate ~/estate init")
@debug_option
@click.pass_obj
def init(session: Session) -> None:
    """Write a first oci-assets.yaml; a file that is there already is never touched."""
    site = session.load_any()
    file = site.root / FILE_NAME
    if file.exists():
        message = f"{str(file)!r} is there already: edit it, or remove it first"
        raise UsageError(message)
    file.write_text(first_settings(site), encoding="utf-8")
    session.console.print(f"wrote {file}: {len(site.catalog.stacks)} stacks found; see them with: oci-assets services")


def first_settings(site: Site) -> str:
    """Settings that say what was found, the rest as comments."""
    oci = site.oci_regions()
    regions = sorted({s.region for s in site.catalog.stacks.values()})
    unknown = sorted({s.service for s in site.catalog.stacks.values() if s.canonical is None})
    lines = ["# Settings of this estate; every key is optional (README, Settings)."]
    lines += ["regions:", *(f"  {_quoted(r)}: {_quoted(oci.get(r, r))}" for r in regions)] if regions else []
    if unknown:
        lines += ["service_dependencies:", *(f"  {_quoted(name)}: [identity, network]" for name in unknown)]
    lines += ["execution: {max_workers: 3}", "# guards: {max_destroys: 0}", '# drift: {cron: "0 2 * * *", timezone: UTC}']
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    plain = text.replace("-", "").replace("_", "").isalnum() and not text[0].isdigit()
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

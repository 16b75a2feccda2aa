"""Work on the state of one stack by hand, outside of any run: the same Terraform, environment, places and locks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone

from oci_assets.estate import init_reads
from oci_assets.estate.catalog import find_stacks
from oci_assets.platform.resources import joined
from oci_assets.platform.site import Site
from oci_assets.platform.stack_step import timeouts
from oci_assets.platform.state_place import lock_key_of
from oci_assets.terraform.binary import find_terraform
from oci_assets.terraform.init_fingerprint import InitReader
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.session import Session


@contextmanager
def open_by_hand(
    site: Site, name: str, what: str, *, lock_timeout_seconds: int, on_line: Callable[[str], None] | None = None
) -> Iterator[Session]:
    """Terraform for the stack that `name` means, at the files on disk.

    Args:
        site: the estate.
        name: the stack, as people type it.
        what: `unlock`, `push-state`: names the work in locks and logs.
        lock_timeout_seconds: how long to wait for locks.
        on_line: gets Terraform's output.

    Raises:
        UsageError: there is no such stack. TerraformError: no Terraform here fits.
        OciAssetsError: the stack's folder is gone.
    """
    (stack_id,) = find_stacks(site.catalog, [name])
    constraint = joined(site.settings.terraform.version, site.catalog.stacks[stack_id].required_version)
    request = StackRequest(
        stack=stack_id,
        folder=site.folder(stack_id),
        run_id=f"{what}-{datetime.now(timezone.utc):%Y%m%dT%H%M%SZ}",
        timeouts=timeouts({}, site.settings, stack_id),
        lock_timeout_seconds=lock_timeout_seconds,
        on_line=on_line,
        init_reader=InitReader(init_reads.VERSION, init_reads.init_reads),
        lock_key=lock_key_of(site, site, stack_id),
    )
    with TerraformRunner(find_terraform(site.wanted_binary, constraint), site.state_dir).session(request) as session:
        yield session

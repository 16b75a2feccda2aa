"""What the demo does to its estate: copy it, commit to it, damage a state. Real git, real Terraform."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

from oci_assets.errors import EstateError, OciAssetsError
from oci_assets.estate.git_commit import create_repository
from oci_assets.platform.site import Site
from oci_assets.terraform.binary import find_terraform
from oci_assets.terraform.state import list_state, remove_from_state

MODULE_FILE = Path("modules/compute/instance/variables.tf")
OLD_DEFAULT, NEW_DEFAULT = "default     = 50", "default     = 100"


def demo_source() -> Path:
    """The demo estate: inside an installed package, or beside it in a checkout.

    Raises:
        EstateError: it is in neither place.
    """
    packaged = Path(str(resources.files("oci_assets"))) / "demo_estate"
    for candidate in (packaged, Path(__file__).resolve().parents[2] / "examples" / "estate"):
        if candidate.is_dir():
            return candidate
    raise EstateError("the demo estate is not installed: run the demo from a checkout of this project")


def make_estate(target: Path) -> None:
    """Copy the demo estate and make it a git repository with one commit on `main`."""
    ignore = shutil.ignore_patterns("terraform.tfstate*", ".terraform")
    shutil.copytree(demo_source(), target, ignore=ignore)
    create_repository(target, branch="main").commit_all("Estate as exported by CD3")


def change_a_module(estate: Path) -> str:
    """Make the default boot volume of every instance larger, in a commit; gives a sentence about it."""
    file = estate / MODULE_FILE
    text = file.read_text(encoding="utf-8")
    if OLD_DEFAULT not in text:
        raise EstateError(f"{file} does not hold {OLD_DEFAULT!r}: the demo estate was changed")
    file.write_text(text.replace(OLD_DEFAULT, NEW_DEFAULT, 1), encoding="utf-8")
    sha = create_repository(estate, branch="main").commit_all("Boot volumes of 100 GB")
    return f"commit {sha[:10]}: {MODULE_FILE}: boot volumes of 100 GB instead of 50"


def take_out_of_state(site: Site, stack: str) -> str:
    """Remove the first resource from a stack's state, as a careless person would; gives a sentence about it."""
    binary = find_terraform(site.wanted_binary, site.settings.terraform.version)
    folder = site.folder(stack)
    addresses = list_state(binary, site.state_dir, stack, folder)
    if not addresses:
        raise OciAssetsError(f"{stack} has no resources in its state: apply it first")
    remove_from_state(binary, site.state_dir, stack, folder, addresses[0])
    return f"terraform state rm {addresses[0]}   (in {stack})"

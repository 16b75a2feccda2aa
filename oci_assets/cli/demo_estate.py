"""What the demo does to its estate: copy it, commit to it. Real git."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

from oci_assets.errors import EstateError
from oci_assets.estate.git_commit import create_repository

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

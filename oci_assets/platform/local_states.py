"""States that are local files stay in the estate's own folders; checkouts of commits hold symbolic links to them.

So a run of the sensor and the command line in place see one state, and both lock the same file. Terraform writes and
locks through a link. But one trap: it removes a state file that it has made and left empty, and then it takes the link
away and writes the next state into the checkout. Hence a stack's file is there before Terraform looks
(`internal/states/statemgr/filesystem.go`, Unlock).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from oci_assets.errors import EstateError
from oci_assets.estate.filenames import is_configuration
from oci_assets.estate.hcl_facts import read_facts

STATE_FILE = "terraform.tfstate"
NAMES = (STATE_FILE, f"{STATE_FILE}.backup")


def link_states(checkout: Path, estate: Path, folders: Iterable[PurePosixPath]) -> None:
    """Link the state of every stack folder that the checkout has, also those that `terraform_remote_state` may read.

    Raises:
        EstateError: a link was replaced by a state, which must not be lost.
    """
    for folder in folders:
        if (checkout / folder).is_dir():
            for name in NAMES:
                _link(checkout / folder / name, estate / folder / name)


def drop_committed_states(checkout: Path, folders: Iterable[PurePosixPath]) -> None:
    """Take state files out of a fresh checkout: the estate's own are meant, whatever was committed."""
    for folder in folders:
        for name in NAMES:
            if (checkout / folder / name).is_file():
                (checkout / folder / name).unlink()


def hold_state_file(folder: Path, estate_folder: Path) -> None:
    """Make the state file of a stack in a checkout when it is a local one that is not there yet: empty, mode 0600."""
    if _is_local(folder):
        estate_folder.mkdir(parents=True, exist_ok=True)
        (estate_folder / STATE_FILE).touch(mode=0o600)


def _link(link: Path, target: Path) -> None:
    if link.is_symlink():
        return
    if link.exists():
        if link.read_bytes() != (target.read_bytes() if target.exists() else b""):
            raise EstateError(
                f"{link} is a state of its own, it should be a link to {target}: compare the two with terraform show, "
                "keep the right one in the second place and remove the first"
            )
        link.unlink()
    link.symlink_to(target)


def _is_local(folder: Path) -> bool:
    """Whether the configuration names no backend, or the `local` one: its default path is the folder's own file."""
    files = (file for file in sorted(folder.iterdir()) if is_configuration(file.name) and file.is_file())
    facts = (read_facts(file.read_bytes(), file.name) for file in files)
    return {each.backend.backend for each in facts if each.backend} <= {"local"}

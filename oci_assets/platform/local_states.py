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
from oci_assets.estate.facts import ANY, REFERENCE
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


def hold_state_file(folder: Path, estate_folder: Path) -> Path | None:
    """Link the local state of one stack in a checkout, and make it where it is not there yet: empty, mode 0600.

    Gives the estate's own file; None when the state is not a local one below the stack's folder.

    Raises:
        EstateError: a link was replaced by a state, or nobody can tell where the state is before Terraform runs.
    """
    path = local_state(folder)
    if path is None or Path(path).is_absolute():
        return None
    for name in (path, f"{path}.backup"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (estate_folder / name).parent.mkdir(parents=True, exist_ok=True)
        _link(folder / name, estate_folder / name)
    (estate_folder / path).touch(mode=0o600)
    return estate_folder / path


def holds_state(checkout: Path) -> bool:
    """Whether a state lies in a checkout itself, where it must not be: it goes when the checkout goes."""
    return any(file.is_file() and not file.is_symlink() for file in checkout.rglob("*.tfstate"))


def local_state(folder: Path) -> str | None:
    """Where a stack's state is, from its folder, when it is a local file; None for every other backend.

    Raises:
        EstateError: the path of a local state is computed, so that it could end up in a checkout and be lost with it.
    """
    files = (file for file in sorted(folder.iterdir()) if is_configuration(file.name) and file.is_file())
    facts = (read_facts(file.read_bytes(), file.name) for file in files)
    backend = next((each.backend for each in facts if each.backend), None)
    if backend is not None and backend.backend != "local":
        return None
    path = dict(backend.settings).get("path", STATE_FILE) if backend else STATE_FILE
    if ANY in path or REFERENCE in path:
        raise EstateError(
            f"the path of the local state in {folder.name} is computed: write it out in its backend block"
        )
    return path


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

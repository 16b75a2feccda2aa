"""Where the state of a stack lies, read from the files that Terraform is about to read, as a name for locks."""

from __future__ import annotations

from pathlib import Path

from oci_assets.estate.backend_keys import backend_key
from oci_assets.estate.filenames import is_configuration
from oci_assets.estate.folders import merge
from oci_assets.estate.hcl_facts import read_facts
from oci_assets.platform.site import Site


def lock_key_of(here: Site, stack_id: str, states_root: Path) -> str | None:
    """The lock key of the stack's state, equal for stacks that share one; None when its files do not tell it all.

    Args:
        here: the estate as it is run, perhaps in a checkout.
        stack_id: of a stack.
        states_root: where states that are local files lie, see `Site.states_root`.
    """
    folder = here.folder(stack_id).resolve()
    if not folder.is_dir() or not folder.is_relative_to(here.root.resolve()):
        return None
    files = [file for file in sorted(folder.iterdir()) if is_configuration(file.name) and file.is_file()]
    facts = ((file.name, read_facts(file.read_bytes(), file.name)) for file in files)
    backend = merge(facts, ()).backend
    key = backend_key(backend, str(folder.relative_to(here.root.resolve())))
    return None if key is None else key.lock_key(str(states_root.resolve()))

"""Where the state of a stack lies, read from the files that Terraform is about to read, as a name for locks."""

from __future__ import annotations

from oci_assets.errors import EstateError
from oci_assets.estate.backend_keys import BackendKey, backend_key
from oci_assets.estate.filenames import is_configuration
from oci_assets.estate.folders import merge
from oci_assets.estate.hcl_facts import read_facts
from oci_assets.platform.site import Site


def lock_key_of(site: Site, here: Site, stack_id: str) -> str | None:
    """The lock key of the stack's state, equal for stacks that share one; None when its files do not tell it all.

    Args:
        site: the estate as it was loaded.
        here: the estate as it is run, perhaps a checkout of a newer commit.
        stack_id: of a stack.

    Raises:
        EstateError: another stack, as loaded, keeps its state there.
    """
    key = _key(here, stack_id)
    if key is None:
        return None
    others = [other for other, name in site.catalog.state_keys.items() if name == key.name and other != stack_id]
    if others:
        raise EstateError(
            f"{stack_id} keeps its state where {', '.join(others)} does ({key.label}): each would destroy what the "
            "other one made: give it a place of its own"
        )
    return key.lock_key(str(site.states_root.resolve()))


def _key(here: Site, stack_id: str) -> BackendKey | None:
    root, folder = here.root.resolve(), here.folder(stack_id).resolve()
    if not folder.is_dir() or not folder.is_relative_to(root):
        return None
    files = [file for file in sorted(folder.iterdir()) if is_configuration(file.name) and file.is_file()]
    facts = ((file.name, read_facts(file.read_bytes(), file.name)) for file in files)
    return backend_key(merge(facts, ()).backend, str(folder.relative_to(root)))

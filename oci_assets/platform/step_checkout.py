"""The estate as one step works on it: in place for the command line, else a checkout of the run's own commit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import dagster as dg

from oci_assets.errors import OciAssetsError
from oci_assets.estate.settings_file import load_settings
from oci_assets.model import Action
from oci_assets.platform import tags
from oci_assets.platform.checkouts import Checkouts
from oci_assets.platform.run_commit import commit_of_run, commit_to_apply
from oci_assets.platform.site import Site, load_site
from oci_assets.platform.state_hold import StateHold
from oci_assets.platform.step_policy import judged

StepContext = dg.AssetExecutionContext | dg.AssetCheckExecutionContext | dg.OpExecutionContext


@contextmanager
def step_checkout(context: StepContext, site: Site, stack_id: str, action: Action) -> Iterator[tuple[Site, str]]:
    """The estate with its folder on disk and its settings at the commit to work on, and that commit: full SHA.

    Raises:
        GitError: the commit is not here. SettingsError: its settings have mistakes.
        OciAssetsError: it cannot be checked out.
    """
    run = context.run
    if tags.trigger_of(run.tags) == tags.COMMAND_LINE:
        yield site, site.repository().head()
        return
    commit = commit_of_run(context.instance, site, run)
    if action is Action.APPLY:
        commit, why = commit_to_apply(context.instance, site, stack_id, run, commit)
        if why:
            context.log.warning("%s: the newer one is applied", why)
    with checkout_of(site, commit, run.tags.get(tags.BRANCH)) as here, held_state(site, here, stack_id):
        yield here, commit


@contextmanager
def checkout_of(site: Site, commit: str, branch: str | None = None) -> Iterator[Site]:
    """The site with root and settings of a commit (`judged`) and the stacks that `site` knows, in the block."""
    folders = {stack.id: stack.path for stack in site.catalog.stacks.values()}
    with Checkouts(site.state_dir, site.root, states=site.states_root).use(commit, folders) as root:
        yield replace(judged(site, commit, load_settings(root, site.config), branch), root=root)


def site_of_commit(site: Site, commit: str) -> Site:
    """The site with the stacks that a commit has; its root stays the estate's own.

    Raises:
        GitError, SettingsError, OciAssetsError: as for `step_checkout`.
    """
    with Checkouts(site.state_dir, site.root, states=site.states_root).use(commit, {}) as root:
        there = load_site(root, state_dir=site.state_dir, config=site.config)
    return replace(judged(site, commit, there.settings), catalog=there.catalog, owners=there.owners)


@contextmanager
def held_state(site: Site, here: Site, stack_id: str) -> Iterator[None]:
    """A stack's local state file stays while the block works on it in the checkout that `here` is.

    Raises:
        OciAssetsError: it cannot be made.
    """
    folder = here.folder(stack_id)
    if not folder.is_dir():  # the step says that it is missing
        yield
        return
    try:
        hold = StateHold(site.state_dir, stack_id, folder, site.states_root / site.catalog.stacks[stack_id].path)
    except OSError as error:
        raise OciAssetsError(f"the state file of {stack_id} cannot be made: {error}") from error
    try:
        yield
    finally:
        hold.release()

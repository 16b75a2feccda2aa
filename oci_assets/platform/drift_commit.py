"""Which commit a drift check looks at: the one last applied, so that what is merely not applied yet is no drift.

Where nothing that the stack reads differs between that and the head, the head's files are taken: they are the same.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import dagster as dg

from oci_assets.errors import GitError
from oci_assets.estate.changes import find_affected
from oci_assets.estate.policy_settings import with_policy_of
from oci_assets.estate.settings_file import load_settings
from oci_assets.model import Affected, Reason
from oci_assets.platform import tags
from oci_assets.platform.checkouts import Checkouts
from oci_assets.platform.drift_locks import lock_change
from oci_assets.platform.last_apply import LastApply, last_apply
from oci_assets.platform.run_commit import commit_of_run
from oci_assets.platform.site import Site, replaced_settings
from oci_assets.platform.step_checkout import StepContext, checkout_of, held_state

_KEPT = 64
_comparing = threading.Lock()
_compared: dict[tuple[Path, str, str], Affected] = {}


@dataclass(frozen=True, slots=True)
class DriftTarget:
    """What one check looks at.

    Attributes:
        commit: full SHA, the one last applied; the head where there is none.
        head: full SHA of what ought to be applied.
        files: full SHA of the commit whose files are taken.
        last: the last apply; None without one.
        pending: why the stack is not up to the head; empty when it is.
        warnings: what people should know.
        notes: harmless facts.
    """

    commit: str
    head: str
    files: str
    last: LastApply | None = None
    pending: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def find_target(instance: dg.DagsterInstance, site: Site, stack_id: str, head: str) -> DriftTarget:
    """The commit to check, and what is pending since; never an error because of an old commit that is gone."""
    last = last_apply(instance, stack_id)
    if last is None or last.commit == head:
        return DriftTarget(head, head, head, last)
    try:
        reasons = _affected(site, last.commit, head).reasons.get(stack_id, ())
        locks = lock_change(site.repository(), reasons, last, head)
    except GitError as error:
        told = f"it was last applied at {last.commit[:10]}, which is not here, so the head is checked: {error}"
        return DriftTarget(head, head, head, None, warnings=(told,))
    if not reasons:
        return DriftTarget(last.commit, head, head, last)
    if locks is not None and not locks.is_pending:
        return DriftTarget(last.commit, head, head, last, notes=(locks.text,))
    if locks is not None:
        return DriftTarget(last.commit, head, last.commit, last, (locks.text,))
    pending = tuple(_sentence(reason, last.commit, head) for reason in reasons)
    return DriftTarget(last.commit, head, last.commit, last, pending)


@contextmanager
def drift_checkout(context: StepContext, site: Site, stack_id: str) -> Iterator[tuple[Site, DriftTarget]]:
    """The estate with its files at the commit to check, and what that is. In place where it can be, by hand.

    Raises:
        GitError, SettingsError, OciAssetsError: as for `step_checkout`.
    """
    in_place = tags.trigger_of(context.run.tags) == tags.COMMAND_LINE
    head = site.repository().head() if in_place else commit_of_run(context.instance, site, context.run)
    target = find_target(context.instance, site, stack_id, head)
    if in_place and target.files == head:
        yield site, target
        return
    opened = (
        _older(site, target.files) if in_place else checkout_of(site, target.files, context.run.tags.get(tags.BRANCH))
    )
    with opened as here, held_state(site, here, stack_id):
        yield here, target


@contextmanager
def _older(site: Site, commit: str) -> Iterator[Site]:
    """The site of a command line with the files of an older commit; what it says of policy holds."""
    folders = {stack.id: stack.path for stack in site.catalog.stacks.values()}
    with Checkouts(site.state_dir, site.root, states=site.states_root).use(commit, folders) as root:
        settings = with_policy_of(site.settings, load_settings(root, site.config))
        yield replace(site, root=root, settings=settings)


def _affected(site: Site, base: str, head: str) -> Affected:
    """What differs between two commits; asked once for all stacks that were applied at the same one.

    Raises:
        GitError: a commit is not here.
    """
    with _comparing:
        key = (site.root, base, head)
        if key not in _compared:
            while len(_compared) >= _KEPT:
                del _compared[next(iter(_compared))]
            _compared[key] = find_affected(
                site.repository(), base, head, settings=replaced_settings(site.config), direct=True
            )
        return _compared[key]


def _sentence(reason: Reason, applied: str, head: str) -> str:
    via = f" (by {' -> '.join(reason.via)})" if reason.via else ""
    return f"{reason.path}{via} differs between {applied[:10]}, last applied, and {head[:10]}"

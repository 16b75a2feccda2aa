"""The guards of one step: what the settings forbid its stack, and what the run's tags allow it by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

from oci_assets.estate.guard_settings import GuardSettings, guards_of_stack
from oci_assets.estate.settings import Settings, StackSettings
from oci_assets.model import Action
from oci_assets.platform import tags
from oci_assets.platform.checkouts import Checkouts
from oci_assets.platform.site import Site
from oci_assets.terraform.guard import GuardPolicy, matches
from oci_assets.terraform.hook_commands import PolicyCommand, Precheck
from oci_assets.terraform.request import StackRequest

Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(timezone.utc)


@contextmanager
def guarded(
    request: StackRequest, site: Site, here: Site, action: Action, run_tags: Mapping[str, str], *, clock: Clock = _now
) -> Iterator[StackRequest]:
    """The request with all guards of its stack and this action; the policy's files stay until the block ends.

    `site` is the estate itself, `here` as the step works on it, with the settings that hold there.

    Raises:
        GitError, OciAssetsError: the files of the policy cannot be checked out.
    """
    stack = request.stack
    own = here.settings.stacks.get(stack) or StackSettings()
    guards = guards_of_stack(here.settings.guards, own.guards)
    with _policy(site, here, action) as policy:
        yield replace(
            request,
            guards=GuardPolicy(**guards.model_dump(exclude={"frozen"})),
            frozen=lambda: frozen_window(guards, stack, clock()),
            prechecks=tuple(Precheck(command, own.precheck_timeout_seconds) for command in own.prechecks),
            policy=policy,
            allow_destroy=stack in tags.allowed(run_tags, tags.ALLOW_DESTROY),
            allow_frozen=stack in tags.allowed(run_tags, tags.ALLOW_FROZEN),
            allow_policy=stack in tags.allowed(run_tags, tags.ALLOW_POLICY),
        )


def frozen_window(guards: GuardSettings, stack: str, now: datetime) -> str | None:
    """When and why no apply of the stack may start at this moment (aware); None when one may."""
    mine = (entry for entry in guards.frozen if matches(stack, entry.stacks))
    return next((entry.window.text for entry in mine if entry.window.holds(now)), None)


def policy_of(settings: Settings, action: Action, folder: Path) -> PolicyCommand | None:
    """The program that looks at plans of this action; None when there is none."""
    policy = settings.policy
    if policy.command is None or action.value not in policy.actions:
        return None
    return PolicyCommand(policy.command, policy.timeout_seconds, folder, blocks=policy.fail == "stack")


@contextmanager
def _policy(site: Site, here: Site, action: Action) -> Iterator[PolicyCommand | None]:
    """It runs among the files of the commit that it is from: rules in the estate are not a branch's own, either."""
    policy = policy_of(here.settings, action, here.root)
    if policy is None or here.policy_commit is None:
        yield policy
        return
    with Checkouts(site.state_dir, site.root, states=site.states_root).use(here.policy_commit, {}) as root:
        yield replace(policy, folder=root)

"""Which settings hold for a commit: its own once it is on a watched branch, the loaded policy until then (fault 46)."""

from __future__ import annotations

from oci_assets.estate.commit import Commits
from oci_assets.estate.policy_settings import with_policy_of
from oci_assets.estate.settings import Settings
from oci_assets.platform.site import Site


def settings_for(site: Site, commit: str, own: Settings) -> Settings:
    """The settings to work with at a commit (full SHA) whose file says `own`.

    A commit that no watched branch contains gets its policy from `site`, which was loaded at a watched branch.

    Raises:
        GitError: a watched branch is not here; nothing can then be trusted.
    """
    repository = site.repository()
    heads = [repository.branch_head(branch) for branch in site.branches] or [repository.head()]
    if any(repository.is_ancestor(commit, head) for head in heads):
        return own
    return with_policy_of(site.settings, own)


def settings_at_base(site: Site, base: str) -> Settings:
    """What is on disk with the policy of a base commit (full SHA); `--config` names a file of the person's own.

    Raises:
        SettingsError: the base's `oci-assets.yaml` has mistakes.
    """
    if site.config is not None:
        return site.settings
    with Commits(site.repository()) as commits:
        return with_policy_of(commits.at(base).settings, site.settings)

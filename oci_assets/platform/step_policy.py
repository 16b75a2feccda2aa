"""Whose policy holds for a commit: that of the watched branch, never the commit's own (fault 46; design.md, 10).

Policy is all of `oci-assets.yaml` that says what may be done, and with which programs (estate/policy_settings.py).
"""

from __future__ import annotations

from dataclasses import replace

from oci_assets.estate.commit_settings import settings_at
from oci_assets.estate.git import Repository
from oci_assets.estate.policy_settings import with_policy_of
from oci_assets.estate.settings import Settings
from oci_assets.estate.settings_file import FILE_NAME
from oci_assets.platform.site import Site


def judged(site: Site, commit: str, own: Settings, branch: str | None = None) -> Site:
    """The site with the settings for a commit (full SHA) whose file says `own`; `branch` is the one the run is for.

    Raises:
        GitError: a watched branch is not here. SettingsError: its `oci-assets.yaml` has mistakes. Nothing can then be
            trusted.
    """
    if site.config is not None:  # a file of the operator's own, at every commit
        return replace(site, settings=own)
    base = policy_commit(site, commit, branch)
    settings = with_policy_of(_settings_at(site.repository(), base), own)
    return replace(site, settings=settings, policy_commit=None if base == commit else base)


def policy_commit(site: Site, commit: str, branch: str | None = None) -> str:
    """The head of the watched branch that has the commit (`branch`, where several do), else of the first one.

    Raises:
        GitError: a watched branch is not here.
    """
    repository = site.repository()
    names = sorted(site.branches, key=lambda name: name != branch)
    heads = [repository.branch_head(name) for name in names] or [repository.head()]
    own = next((head for head in heads if repository.is_ancestor(commit, head)), None)
    return own or (repository.branch_head(site.branches[0]) if site.branches else heads[0])


def settings_at_base(site: Site, base: str) -> Settings | None:
    """What is on disk with the policy of a base commit (full SHA); None when what is on disk may hold as it is.

    That is so when the commit that is checked out is on a branch that `OCI_ASSETS_BRANCH` names, so it was merged.

    Raises:
        GitError: a watched branch is not here. SettingsError: the base's `oci-assets.yaml` has mistakes.
    """
    if site.config is not None or is_merged(site):
        return None
    return with_policy_of(_settings_at(site.repository(), base), site.settings)


def is_merged(site: Site) -> bool:
    """Whether the commit that is checked out is on a branch that was named as watched.

    Raises:
        GitError: such a branch is not here.
    """
    repository = site.repository()
    head = repository.head()
    return any(repository.is_ancestor(head, repository.branch_head(branch)) for branch in site.branches)


def _settings_at(repository: Repository, sha: str) -> Settings:
    return settings_at(repository.objects(), sha, f"{FILE_NAME} at {sha[:10]}")

"""One estate as the platform sees it: where it is, what is in it, where its state directory is. No Dagster here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from oci_assets.errors import EstateError
from oci_assets.estate.catalog import build_catalog
from oci_assets.estate.git import Repository, open_repository
from oci_assets.estate.mirror import update_mirror
from oci_assets.estate.owners import Owners, read_owners
from oci_assets.estate.services import CD3_REGIONS
from oci_assets.estate.settings import Settings
from oci_assets.estate.settings_file import load_settings
from oci_assets.estate.snapshot import snapshot_of
from oci_assets.estate.tree import WorkingTree
from oci_assets.model import Catalog


@dataclass(frozen=True, slots=True)
class Site:
    """An estate loaded from a checkout.

    Attributes:
        root: the repository's top folder; of a remote estate its bare mirror.
        state_dir: where run history, plan files, data dirs, logs and the audit file are kept.
        settings: of `oci-assets.yaml`, with defaults.
        catalog: stacks and dependencies of the working tree.
        owners: CODEOWNERS.
        terraform: `embedded`, a name or a path; None to choose (setting `terraform.binary` comes first).
        branch: the branches the sensor watches, parted by commas; None for the branch that is checked out.
        config: a settings file other than `oci-assets.yaml`.
        url: where a remote estate is; None for a clone on this machine.
        policy_commit: full SHA of the commit that the policy in `settings` is from; None for that of the files.
    """

    root: Path
    state_dir: Path
    settings: Settings
    catalog: Catalog
    owners: Owners
    terraform: str | None = None
    branch: str | None = None
    config: Path | None = None
    url: str | None = None
    policy_commit: str | None = None

    def fetch(self) -> None:
        """Bring the mirror of a remote estate up to date; nothing to do for a clone.

        Raises:
            GitError: the remote cannot be reached.
        """
        if self.url is not None:
            update_mirror(self.url, self.root)

    @property
    def states_root(self) -> Path:
        """Where local states lie, by the folder of their stack: in the clone itself, or beside the mirror."""
        return self.root if self.url is None else self.state_dir / "states"

    def reload(self) -> Site:
        """The same estate as it is on disk now."""
        return load_site(
            self.root, state_dir=self.state_dir, config=self.config, terraform=self.terraform, branch=self.branch
        )

    @property
    def wanted_binary(self) -> str | None:
        """The Terraform that was asked for: environment over settings over None."""
        return self.terraform or self.settings.terraform.binary

    @property
    def branches(self) -> tuple[str, ...]:
        """The branches that the sensor watches, each once; empty for the one that is checked out."""
        return branch_names(self.branch)

    @property
    def levels(self) -> dict[str, int]:
        """The catalog level (from 1) by stack id."""
        return {stack: self.catalog.level_of(stack) for stack in self.catalog.stacks}

    def repository(self) -> Repository:
        """The git repository, opened anew (handles are not shared between threads)."""
        return open_repository(self.root)

    def folder(self, stack_id: str) -> Path:
        """The stack's folder on disk."""
        return self.root / self.catalog.stacks[stack_id].path

    def oci_regions(self) -> Mapping[str, str]:
        """OCI region name by region folder; folders that stand for no OCI region are left out."""
        return {**CD3_REGIONS, **self.settings.regions}


def load_site(
    estate: Path,
    *,
    state_dir: Path | None = None,
    config: Path | None = None,
    terraform: str | None = None,
    branch: str | None = None,
) -> Site:
    """Read the estate that `estate` is, or lies in.

    Raises:
        EstateError: no such folder, not a git repository, no stacks.
        SettingsError: `oci-assets.yaml` has mistakes.
    """
    root = open_estate(estate).root
    if not (root / ".git").exists():
        raise EstateError(f"{str(root)!r} has no working copy: point --estate at a clone that has the files")
    settings = load_settings(root, config)
    tree = WorkingTree(root)
    snapshot = snapshot_of(tree)
    catalog = build_catalog(snapshot, settings)
    state = state_dir or default_state_dir(root)
    return Site(root, state.resolve(), settings, catalog, read_owners(tree), terraform, branch, config)


def branch_names(text: str | None) -> tuple[str, ...]:
    """The branches in a list parted by commas, each once."""
    names = (name.strip() for name in (text or "").split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def open_estate(estate: Path) -> Repository:
    """The git repository that `estate` is, or lies in.

    Raises:
        EstateError: no such folder, not a git repository.
    """
    if not estate.is_dir():
        raise EstateError(
            f"estate {str(estate)!r} is not a folder: point --estate or OCI_ASSETS_ESTATE at a clone of your estate"
        )
    return open_repository(estate)


def replaced_settings(config: Path | None) -> Settings | None:
    """The settings of a file that takes the place of `oci-assets.yaml` at every commit; None without one.

    Raises:
        SettingsError: it has mistakes. EstateError: it cannot be read.
    """
    return None if config is None else load_settings(config.parent, config)


def default_state_dir(root: Path, home: Path | None = None) -> Path:
    """`~/.local/state/oci-assets/NAME-HASH`: one folder for each estate checkout, outside it."""
    return state_dir_of(root.name, str(root.resolve()), home)


def state_dir_of(name: str, identity: str, home: Path | None = None) -> Path:
    """The state directory of an estate that is called `name`, for people, and told apart by `identity`."""
    digest = hashlib.sha256(identity.encode()).hexdigest()[:8]
    readable = re.sub(r"[^A-Za-z0-9_.-]", "-", name)
    return (home or Path.home()) / ".local" / "state" / "oci-assets" / f"{readable}-{digest}"


def require_stacks(site: Site) -> Site:
    """The site itself, when it has stacks.

    Raises:
        EstateError: no region folder was found.
    """
    if site.catalog.stacks:
        return site
    raise no_stacks(site.root)


def no_stacks(root: Path) -> EstateError:
    """The error of an estate in which nothing looks like a stack."""
    return EstateError(
        f"no service folders found in {str(root)!r}: expected REGION/SERVICE/*.tf such as "
        "toronto/network/main.tf; name your region folders under `regions:` in oci-assets.yaml"
    )

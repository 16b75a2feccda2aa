"""The folder in which stacks share unpacked providers, and who may work on it at a time.

An init whose given lock file names only packages that are there, whole, reads them only: such inits run side by side.
Any other one may write (Terraform trusts a cached package only against a lock file) and has the cache for itself:
parallel writers break it, see simulator-notes.md.
https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
"""

from __future__ import annotations

import fcntl
import logging
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from oci_assets.terraform.known_locks import KnownLocks
from oci_assets.terraform.lockfile import LockedProvider
from oci_assets.terraform.locks import POLL_SECONDS, LockBusyError, LockInterruptedError, try_lock
from oci_assets.terraform.plugin_hashes import PluginHashes
from oci_assets.terraform.session import Session

logger = logging.getLogger(__name__)

OURS = "plugin-cache"
_NAMED = re.compile(r'(?:^|[{,])\s*"?plugin_cache_dir"?\s*[=:]\s*"((?:[^"\\\n]|\\.)*)"', re.MULTILINE)
_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
_USERS = ".oci-assets.lock"  # Terraform looks three folders deep for providers and leaves it alone
_WHAT = "the plugin cache"


def with_plugin_cache(env: Mapping[str, str], state_dir: Path) -> dict[str, str]:
    """The environment of a child with a cache of ours, unless the user names one: a provider is 100 MB a stack."""
    if _named(env) is not None:
        return dict(env)
    folder = state_dir / OURS
    folder.mkdir(mode=0o700, exist_ok=True)
    return {**env, "TF_PLUGIN_CACHE_DIR": str(folder)}


class PluginCache:
    """The cache that one run's init uses."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.folder = session.request.folder / (_named(session.env) or "")
        self._memory = session.workspace.state_dir / "plugin-hashes.json"

    def holds(self, providers: Iterable[LockedProvider]) -> bool:
        """Whether every one of these is there and is, file by file, what its lock file says."""
        wanted, hashes = list(providers), self._hashes()
        return bool(wanted) and all(
            any(hashes.of(package) in each.hashes for package in hashes.packages(each.address, each.version))
            for each in wanted
        )

    def note_good(self, providers: Iterable[LockedProvider]) -> None:
        """Remember, while `writing`, that these are whole: an init that ended well wrote them into its lock file."""
        hashes = self._hashes()
        for each in providers:
            for package in hashes.packages(each.address, each.version):
                if hashes.of(package) in each.hashes:
                    hashes.note_good(package)

    def is_good(self) -> bool:
        """Whether all that is there is whole; ask while `writing`: in a cache of ours what a killed init left goes."""
        hashes = self._hashes()
        doubtful = [package for package in hashes.all_packages() if not hashes.is_good(package)]
        if doubtful and self._is_ours() and hashes.knows_any():
            for package in doubtful:
                logger.warning("removing %s from the plugin cache: its init did not end", package)
                shutil.rmtree(package, ignore_errors=True)
            return True
        return not doubtful

    def is_known(self, known: KnownLocks) -> bool:
        """Whether the lock entries of all that is there are known."""
        return known.covers(self.folder, self._hashes().all_packages())

    def _hashes(self) -> PluginHashes:
        return PluginHashes(self.folder, self._memory)

    def _is_ours(self) -> bool:
        return self.folder == self._session.workspace.state_dir / OURS

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Nobody writes to the cache meanwhile; others may read.

        Raises:
            LockBusyError: somebody writes for longer than an init may take. LockInterruptedError: the run is stopped.
        """
        with self._in_use() as users:
            with self._turn():  # who wants to write and waits for us readers goes first
                self._wait(users, fcntl.LOCK_SH)
            yield

    @contextmanager
    def writing(self, unless: Callable[[], bool] = lambda: False) -> Iterator[bool]:
        """True: nobody else uses the cache meanwhile. False: `unless` became true while others had it; nothing is held.

        Raises:
            LockBusyError: it is used for longer than an init may take. LockInterruptedError: the run is stopped.
        """
        with self._in_use() as users:
            with self._turn():
                if not unless():
                    self._wait(users, fcntl.LOCK_EX)
                    yield True
                    return
            yield False

    @contextmanager
    def _turn(self) -> Iterator[None]:
        request, workspace = self._session.request, self._session.workspace
        with ExitStack() as held:
            for seconds in (0, request.timeouts.init_seconds):
                lock = workspace.plugin_cache_lock(request.run_id, budget_seconds=seconds, stop=request.stop)
                try:
                    held.enter_context(lock)
                    break
                except LockBusyError as busy:
                    if seconds:
                        raise
                    self._session.say(f"waiting: {_WHAT} is used by {busy.holder}")
            yield

    @contextmanager
    def _in_use(self) -> Iterator[int]:
        """A lock file beside what it guards, since several state directories may share a cache."""
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        try:
            descriptor = os.open(self.folder / _USERS, flags, 0o600)
        except OSError:  # a cache that others fill and we may only read, or one that is not there
            descriptor = os.open(self._session.workspace.state_dir / "locks" / "plugin-cache-users.lock", flags, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _wait(self, descriptor: int, how: int) -> None:
        request, started = self._session.request, time.monotonic()
        while not try_lock(descriptor, how):
            waited = time.monotonic() - started
            if waited >= request.timeouts.init_seconds:
                raise LockBusyError(_WHAT, "the inits of other stacks", waited)
            if request.stop.wait(POLL_SECONDS):
                raise LockInterruptedError(f"stopped while waiting for the inits that use {_WHAT}")


def _named(env: Mapping[str, str]) -> str | None:
    """The cache that the user names, in the environment or in the command line's configuration."""
    if env.get("TF_PLUGIN_CACHE_DIR"):
        return env["TF_PLUGIN_CACHE_DIR"]
    config = env.get("TF_CLI_CONFIG_FILE")
    text = Path(config).read_text(encoding="utf-8", errors="replace") if config and Path(config).is_file() else ""
    found = _NAMED.search(text)
    return _VARIABLE.sub(lambda name: env.get(name[1] or name[2], ""), found[1]) if found else None

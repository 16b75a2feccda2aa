"""`terraform init`, only when something that it reads has changed since the last good one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from oci_assets.terraform.command import init_args
from oci_assets.terraform.failures import FailureKind
from oci_assets.terraform.init_fingerprint import fingerprint
from oci_assets.terraform.known_locks import KnownLocks
from oci_assets.terraform.lockfile import LockFile
from oci_assets.terraform.phase_error import PhaseError
from oci_assets.terraform.plugin_cache import PluginCache
from oci_assets.terraform.session import Session
from oci_assets.terraform.whole_file import write_whole

_UPGRADE = "init -upgrade"
_TRUST = "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE"
# Failures of an init that others, or another state of the plugin cache, cannot be the cause of.
_NOT_OF_THE_CACHE = frozenset(
    {
        *(FailureKind.INTERRUPTED, FailureKind.TIMEOUT, FailureKind.BACKEND, FailureKind.VARIABLE),
        *(FailureKind.CONFIGURATION, FailureKind.MODULE, FailureKind.VERSION, FailureKind.STATE, FailureKind.LOCK),
    }
)


def ensure_init(session: Session, *, locked: bool) -> None:
    """The data dir fits the stack's folder; init ran if it did not.

    Args:
        session: the run.
        locked: the caller holds the stack's lock; if not, it is taken for an init (nobody may use the data dir then),
            unless the data dir is apart, which its caller has for itself.

    Raises:
        PhaseError: init failed; LockBusyError, LockInterruptedError: the lock was not to be had.
    """
    _lock_file(session).bring()
    if is_initialised(session):
        return
    with nullcontext() if locked or session.workspace.apart else session.locked():
        if not is_initialised(session):  # somebody else may have done it meanwhile
            _init(session)


def is_initialised(session: Session) -> bool:
    """Whether another init would do what the last good one did."""
    try:
        seen = session.workspace.fingerprint_file.read_bytes()
    except FileNotFoundError:
        return False
    return seen == _fingerprint_now(session).encode()


def forget_init(session: Session) -> None:
    """Make the next `ensure_init` run init: Terraform said that it is needed."""
    session.workspace.fingerprint_file.unlink(missing_ok=True)


def _init(session: Session) -> None:
    forget_init(session)
    lock_file = _lock_file(session)
    given = lock_file.is_given()
    try:
        _run_init(session, lock_file, given=given)
    except PhaseError as error:
        # A lock file of ours that no longer fits the versions asked for; a person's would have to be upgraded by them.
        if _UPGRADE not in error.failure.summary or given or not lock_file.drop():
            raise
        session.say("the provider versions of the last init do not fit any more: they are chosen anew")
        _run_init(session, lock_file, given=False)
    if not given:
        lock_file.note_ours()
    write_whole(session.workspace.fingerprint_file, _fingerprint_now(session).encode("ascii"))


def _run_init(session: Session, lock_file: LockFile, *, given: bool) -> None:
    cache, request = PluginCache(session), session.request
    arguments = init_args(lock_timeout_seconds=request.lock_timeout_seconds, readonly_lockfile=given)

    def run() -> None:
        session.run("init", arguments, on_line=request.on_line)

    def only_reads() -> bool:
        return given and cache.holds(lock_file.providers())

    with nullcontext(enter_result=False) if only_reads() else cache.writing(unless=only_reads) as alone:
        if alone:
            return _run_alone(session, cache, lock_file, run, given=given)
    try:
        with cache.reading():
            return run()
    except PhaseError as error:
        if error.failure.kind in _NOT_OF_THE_CACHE:
            raise
        session.say(f"{error}; trying again with the plugin cache for this init alone")
    with cache.writing():
        return _run_alone(session, cache, lock_file, run, given=given)


def _run_alone(
    session: Session, cache: PluginCache, lock_file: LockFile, run: Callable[[], None], *, given: bool
) -> None:
    known = KnownLocks(session.workspace.state_dir)
    is_trusted = not given and cache.is_good() and (session.request.in_checkout or cache.is_known(known))
    with _trusting_cache(session, trusted=is_trusted):
        session.retrying(run)
    cache.note_good(lock_file.providers())
    if not session.request.in_checkout:
        if is_trusted:
            lock_file.complete(known.completed)
        known.note(lock_file.providers())


@contextmanager
def _trusting_cache(session: Session, *, trusted: bool) -> Iterator[None]:
    """Let Terraform take packages from the cache without a lock file, which then lacks hashes of other platforms.

    So only where the lock file is nobody's but ours or we know those hashes, and while all in the cache is whole.
    It is then left as it is: other stacks' Terraforms may be running it.
    """
    if not trusted:
        yield
        return
    session.env[_TRUST] = "1"
    try:
        yield
    finally:
        del session.env[_TRUST]


def _lock_file(session: Session) -> LockFile:
    return LockFile(session.request.folder, session.workspace.data_dir, carried=session.request.in_checkout)


def _fingerprint_now(session: Session) -> str:
    request = session.request
    return fingerprint(
        session.binary, request.folder, session.workspace.data_dir, session.env, reader=request.init_reader
    )

"""One plugin cache for all stacks: real inits, side by side, from a real network mirror. No provider is started."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from oci_assets.terraform.binary import Binary
from oci_assets.terraform.init import ensure_init
from oci_assets.terraform.locks import LockBusyError
from oci_assets.terraform.plugin_cache import PluginCache, with_plugin_cache
from oci_assets.terraform.plugin_hashes import package_hash
from oci_assets.terraform.providers_lock import this_platform
from oci_assets.terraform.request import StackRequest, Timeouts
from oci_assets.terraform.run import TerraformRunner
from oci_assets.terraform.session import Session
from tests.terraform.mirror import HOST, Mirror, requiring, serving
from tests.terraform.waiting import is_alive, wait_until

STACKS = 12
X1 = {"x": "1.0.0"}


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    """A mirror with two versions of a provider."""
    with serving(Mirror("x/1.0.0", "x/2.0.0", "y/1.0.0"), tmp_path / "mirror") as served:
        yield served


@pytest.fixture
def runner(binary: Binary, mirror: Mirror, tmp_path: Path) -> TerraformRunner:
    """A runner that takes providers from the mirror."""
    return TerraformRunner(binary, tmp_path / "state", environ=mirror.environ)


def stack(tmp_path: Path, name: str, text: str, lock_file: str | None = None, **keywords: Any) -> StackRequest:
    """A stack's folder, with a lock file that came with the commit."""
    folder = tmp_path / "estate" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "main.tf").write_text(text)
    if lock_file is not None:
        (folder / ".terraform.lock.hcl").write_text(lock_file)
    return StackRequest(name, folder, "run-1", **{"in_checkout": True, "retries": 0, **keywords})


def init(runner: TerraformRunner, request: StackRequest) -> Session:
    """Init as a run does it; raises what goes wrong."""
    session = runner._session(request)
    ensure_init(session, locked=False)
    return session


def init_all(runner: TerraformRunner, requests: list[StackRequest]) -> list[Session]:
    """All at once."""
    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(lambda request: init(runner, request), requests))


def locked(tmp_path: Path, mirror: Mirror, binary: Binary, text: str) -> str:
    """The lock file that somebody commits for a stack."""
    apart = TerraformRunner(binary, tmp_path / "apart", environ=mirror.environ)
    request = stack(tmp_path, "apart/apart", text)
    init(apart, request)
    mirror.taken.clear()
    return (request.folder / ".terraform.lock.hcl").read_text()


def installed(session: Session) -> list[Path]:
    """The packages that a stack's commands will start, as they are in the cache."""
    return [each.resolve() for each in (session.workspace.data_dir / "providers" / HOST / "test").glob("*/*/*")]


def cached(runner: TerraformRunner, version: str = "1.0.0") -> Path:
    """The provider's package in the cache."""
    return next((runner.state_dir / "plugin-cache" / HOST / "test" / "x" / version).iterdir())


def test_fault_38_parallel_inits_with_lock_files(
    runner: TerraformRunner, mirror: Mirror, binary: Binary, tmp_path: Path
) -> None:
    """Twelve inits at once with a cold cache: one download, none fails, all use the same package."""
    text = requiring(X1)
    lock_file = locked(tmp_path, mirror, binary, text)
    sessions = init_all(runner, [stack(tmp_path, f"toronto/s{n}", text, lock_file) for n in range(STACKS)])
    assert mirror.taken == ["x/1.0.0"]
    assert {tuple(installed(session)) for session in sessions} == {(cached(runner),)}


def test_fault_38_parallel_inits_without_lock_files(runner: TerraformRunner, mirror: Mirror, tmp_path: Path) -> None:
    """Twelve inits at once of stacks whose lock files nobody commits: none fails, one in checkouts loads."""
    sessions = init_all(runner, [stack(tmp_path, f"toronto/s{n}", requiring(X1)) for n in range(STACKS)])
    assert mirror.taken == ["x/1.0.0"]
    assert {tuple(installed(session)) for session in sessions} == {(cached(runner),)}


def test_fault_38_parallel_inits_in_place(runner: TerraformRunner, mirror: Mirror, tmp_path: Path) -> None:
    """In a person's own folder the lock file may be committed: it has all hashes, and one download is enough."""
    requests = [stack(tmp_path, f"toronto/s{n}", requiring(X1), in_checkout=False) for n in range(4)]
    sessions = init_all(runner, requests)
    assert mirror.taken == ["x/1.0.0"]
    assert {tuple(installed(session)) for session in sessions} == {(cached(runner),)}


def test_fault_38_package_in_use_is_left_alone(
    runner: TerraformRunner, mirror: Mirror, binary: Binary, tmp_path: Path
) -> None:
    """An init in place, without a lock file, takes what the cache has: another stack's Terraform may be running it."""
    init(runner, stack(tmp_path, "toronto/first", requiring(X1), in_checkout=False))
    before = [(file, file.stat()) for file in [cached(runner), *cached(runner).rglob("*")]]
    second = stack(tmp_path, "toronto/second", requiring(X1), in_checkout=False)
    init(runner, second)
    assert [(file, file.stat()) for file, _ in before] == before
    assert mirror.taken == ["x/1.0.0"]
    assert (second.folder / ".terraform.lock.hcl").read_text() == locked(tmp_path, mirror, binary, requiring(X1))


def test_lock_file_in_place_knows_all_platforms_with_a_new_provider(
    runner: TerraformRunner, mirror: Mirror, binary: Binary, tmp_path: Path
) -> None:
    """One provider comes from the cache, with the hashes that are known of it, the other one from the mirror."""
    init(runner, stack(tmp_path, "toronto/first", requiring(X1), in_checkout=False))
    both = requiring({**X1, "y": "1.0.0"})
    second = stack(tmp_path, "toronto/second", both, in_checkout=False)
    init(runner, second)
    init(runner, stack(tmp_path, "toronto/third", requiring({"y": "1.0.0"}), in_checkout=False))
    assert mirror.taken == ["x/1.0.0", "y/1.0.0"]
    assert (second.folder / ".terraform.lock.hcl").read_text() == locked(tmp_path, mirror, binary, both)


def test_inits_that_only_read_run_side_by_side(
    runner: TerraformRunner, mirror: Mirror, binary: Binary, tmp_path: Path
) -> None:
    """With its providers in the cache an init goes on while another one reads; one that may write has to wait."""
    text = requiring(X1)
    lock_file = locked(tmp_path, mirror, binary, text)
    reader = PluginCache(init(runner, stack(tmp_path, "toronto/a", text, lock_file)))
    impatient = stack(tmp_path, "toronto/c", requiring({"x": "2.0.0"}), timeouts=Timeouts(init_seconds=0.2))
    late = stack(tmp_path, "toronto/d", text, lock_file, timeouts=Timeouts(init_seconds=0.2))
    with reader.reading():
        init(runner, stack(tmp_path, "toronto/b", text, lock_file))
        with pytest.raises(LockBusyError, match="the plugin cache is locked by the inits of other stacks"):
            init(runner, impatient)
    with reader.writing(), pytest.raises(LockBusyError, match="the plugin cache is locked by run run-1"):
        init(runner, late)
    assert mirror.taken == ["x/1.0.0"]


@pytest.mark.parametrize("with_lock_file", [True, False])
def test_fault_38_package_that_is_cut_short(
    runner: TerraformRunner, mirror: Mirror, binary: Binary, tmp_path: Path, *, with_lock_file: bool
) -> None:
    """A cached package that is not what it should be is replaced, and never used."""
    text = requiring(X1)
    lock_file = locked(tmp_path, mirror, binary, text) if with_lock_file else None
    good = package_hash(installed(init(runner, stack(tmp_path, "toronto/a", text, lock_file)))[0])
    file = next(cached(runner).glob("terraform-provider-*"))
    file.write_bytes(file.read_bytes()[:1000])
    sessions = init_all(runner, [stack(tmp_path, f"toronto/s{n}", text, lock_file) for n in range(3)])
    assert mirror.taken == ["x/1.0.0"] * 2
    assert {package_hash(each) for session in sessions for each in installed(session)} == {good}


@pytest.mark.parametrize("with_lock_file", [True, False])
def test_fault_38_init_that_is_killed(
    runner: TerraformRunner, mirror: Mirror, binary: Binary, tmp_path: Path, *, with_lock_file: bool
) -> None:
    """A process that is killed with its Terraform while it loads a provider holds nobody up and leaves nothing bad."""
    text = requiring(X1)
    lock_file = locked(tmp_path, mirror, binary, text) if with_lock_file else None
    request = stack(tmp_path, "toronto/a", text, lock_file)
    mirror.waiting.clear()
    mirror.gate.clear()
    script = (
        "import sys\nfrom pathlib import Path\nfrom oci_assets.terraform.binary import find_terraform\n"
        "from oci_assets.terraform.request import StackRequest\nfrom oci_assets.terraform.run import TerraformRunner\n"
        "runner = TerraformRunner(find_terraform(), Path(sys.argv[1]))\n"
        "runner.plan(StackRequest('toronto/a', Path(sys.argv[2]), 'run-killed', in_checkout=True))"
    )
    command = [sys.executable, "-c", script, str(runner.state_dir), str(request.folder)]
    child = subprocess.Popen(command, env={**os.environ, **mirror.environ})
    assert mirror.waiting.wait(30)
    half = runner.state_dir / "plugin-cache" / HOST / "test" / "x" / "1.0.0" / this_platform()
    half.mkdir(parents=True, exist_ok=True)
    (half / "terraform-provider-x_v1.0.0").write_bytes(b"half")
    theirs = [each.pid for each in psutil.Process(child.pid).children(recursive=True)]
    for pid in (child.pid, *theirs):
        os.kill(pid, signal.SIGKILL)
    child.wait()
    assert wait_until(lambda: not any(is_alive(each) for each in theirs))
    mirror.gate.set()
    sessions = init_all(runner, [stack(tmp_path, f"toronto/{n}", text, lock_file) for n in "abc"])
    assert {tuple(installed(session)) for session in sessions} == {(cached(runner),)}
    assert len(next(cached(runner).glob("terraform-provider-*")).read_bytes()) > len(b"half")


def test_fault_38_left_behind_version_that_nobody_needs(
    runner: TerraformRunner, mirror: Mirror, tmp_path: Path
) -> None:
    """What a killed init left of another version goes, so that it does not make the cache doubtful for ever."""
    init(runner, stack(tmp_path, "toronto/a", requiring(X1)))
    left = cached(runner).parent.parent / "9.9.9" / cached(runner).name
    left.mkdir(parents=True)
    (left / "terraform-provider-x_v9.9.9").write_bytes(b"half")
    init(runner, stack(tmp_path, "toronto/b", requiring(X1)))
    assert (left.exists(), mirror.taken) == (False, ["x/1.0.0"])


def test_cache_that_somebody_removed(runner: TerraformRunner, mirror: Mirror, binary: Binary, tmp_path: Path) -> None:
    """A cache that is gone is filled again by the next init."""
    text = requiring(X1)
    lock_file = locked(tmp_path, mirror, binary, text)
    init(runner, stack(tmp_path, "toronto/a", text, lock_file))
    shutil.rmtree(runner.state_dir / "plugin-cache")
    session = init(runner, stack(tmp_path, "toronto/b", text, lock_file))
    assert installed(session) == [cached(runner)]


def test_with_plugin_cache_of_the_user(tmp_path: Path) -> None:
    """A cache that the user names, either way, stays; else there is one of ours."""
    config = tmp_path / "rc"
    config.write_text('# plugin_cache_dir = "/no"\n')
    ours = {"TF_PLUGIN_CACHE_DIR": str(tmp_path / "plugin-cache")}
    assert with_plugin_cache({"TF_CLI_CONFIG_FILE": str(config)}, tmp_path) == {
        "TF_CLI_CONFIG_FILE": str(config),
        **ours,
    }
    assert (tmp_path / "plugin-cache").stat().st_mode & 0o777 == 0o700
    for text in ('plugin_cache_dir = "$HOME/cache"\n', '{"plugin_cache_dir": "/c"}'):
        config.write_text(text)
        assert with_plugin_cache({"TF_CLI_CONFIG_FILE": str(config)}, tmp_path) == {"TF_CLI_CONFIG_FILE": str(config)}
    assert with_plugin_cache({"TF_PLUGIN_CACHE_DIR": "/mine"}, tmp_path) == {"TF_PLUGIN_CACHE_DIR": "/mine"}


def test_cache_in_the_command_lines_configuration(binary: Binary, mirror: Mirror, tmp_path: Path) -> None:
    """The folder of `plugin_cache_dir` is the one that is guarded, variables in it filled in."""
    config = Path(mirror.environ["TF_CLI_CONFIG_FILE"])
    config.write_text('plugin_cache_dir = "${HOME}/cache"\n' + config.read_text())
    environ = {**mirror.environ, "HOME": str(tmp_path)}
    (tmp_path / "cache").mkdir()
    runner = TerraformRunner(binary, tmp_path / "state", environ=environ)
    session = init(runner, stack(tmp_path, "toronto/a", requiring(X1)))
    assert PluginCache(session).folder == tmp_path / "cache"
    assert installed(session)[0].is_relative_to(tmp_path / "cache")
    assert not (runner.state_dir / "plugin-cache").exists()

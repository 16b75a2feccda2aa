"""The subprocess door, with real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from oci_assets.errors import CommandError
from oci_assets.terraform import process
from oci_assets.terraform.process import ProcessResult, capture, run_process
from tests.terraform.waiting import is_alive, wait_until

Run = Callable[..., ProcessResult]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a shell script through the door."""

    def start(script: str, **keywords: Any) -> ProcessResult:
        options = {"timeout_seconds": 30.0, "stop": threading.Event(), "grace_seconds": 5.0, **keywords}
        return run_process(
            ["sh", "-c", script], cwd=tmp_path, env={"PATH": os.environ["PATH"]}, log_file=tmp_path / "log", **options
        )

    return start


def test_run_process_passes_every_line_of_both_streams(run: Run) -> None:
    """Standard output and standard error arrive line by line, the last one without its line end too."""
    lines: list[str] = []
    result = run("echo one; echo two >&2; printf 'three\\n\\377'; exit 3", on_line=lines.append)
    assert (result.returncode, result.stopped, result.killed) == (3, None, False)
    assert sorted(lines) == sorted(["one", "three", "�", "two"])
    assert result.log_file.read_bytes() == b"one\nthree\n\xff"


def test_run_process_streams_while_the_command_runs(run: Run) -> None:
    """A line is handed over before the command has ended."""
    stop = threading.Event()

    def on_line(line: str) -> None:
        if line == "ready":
            stop.set()

    result = run("echo ready; exec sleep 30", on_line=on_line, stop=stop)
    assert (result.stopped, result.killed) == ("interrupt", False)


def test_run_process_keeps_its_files_private(run: Run) -> None:
    """Output may hold secrets, so only the user can read it."""
    result = run("true")
    assert {file.stat().st_mode & 0o777 for file in (result.log_file, result.error_file)} == {0o600}


def test_run_process_never_waits_for_input(tmp_path: Path) -> None:
    """Standard input is empty, also where somebody sits at ours."""
    code = (
        "import os, threading; from pathlib import Path\n"
        "from oci_assets.terraform.process import run_process\n"
        "run_process(['sh', '-c', 'read answer || echo nothing'], cwd=Path('.'), env=dict(os.environ),\n"
        "  log_file=Path('log'), timeout_seconds=60, stop=threading.Event(), grace_seconds=5)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, input=b"yes\n", check=True)
    assert (tmp_path / "log").read_text() == "nothing\n"


def test_run_process_missing_binary(tmp_path: Path) -> None:
    """A command that is not there is our error, not Python's."""
    with pytest.raises(CommandError, match=r"nowhere.*not found"):
        capture(["nowhere-to-be-found"], cwd=tmp_path, env={"PATH": os.environ["PATH"]})


def test_capture_failing_command(tmp_path: Path) -> None:
    """An exit code other than 0 is an error with the output in it."""
    with pytest.raises(CommandError, match="broken") as caught:
        capture(["sh", "-c", "echo broken >&2; exit 4"], cwd=tmp_path, env={"PATH": os.environ["PATH"]})
    assert caught.value.returncode == 4


def test_capture_too_slow(tmp_path: Path) -> None:
    """A command that ends well when it is stopped has not given its whole answer."""
    script = "trap 'echo half; exit 0' INT; while :; do sleep 0.05; done"
    with pytest.raises(CommandError, match=r"half\ntook longer than 0.5 s and was stopped"):
        capture(["sh", "-c", script], cwd=tmp_path, env={"PATH": os.environ["PATH"]}, timeout_seconds=0.5)


def test_capture_large_output_is_whole_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long answer is never given in part."""
    argv, env = ["sh", "-c", "yes 0123456789 | head -c 3000000"], {"PATH": os.environ["PATH"]}
    assert len(capture(argv, cwd=tmp_path, env=env)) == 3_000_000
    monkeypatch.setattr(process, "CAPTURE_BYTES", 2_999_999)
    with pytest.raises(CommandError, match="printed more than 2999999 bytes"):
        capture(argv, cwd=tmp_path, env=env)


def test_run_process_unwritable_log(run: Run, tmp_path: Path) -> None:
    """Output that cannot be kept is an error before anything is started."""
    (tmp_path / "log.err").mkdir()
    with pytest.raises(CommandError, match=r"cannot be started: .*log\.err"):
        run("touch started")
    assert not (tmp_path / "started").exists()


def test_run_process_timeout_sends_one_sigint(run: Run) -> None:
    """The command is interrupted exactly once and may end in its own time."""
    script = "trap 'echo INT' INT; while [ $((i=i+1)) -lt 12 ]; do sleep 0.1; done; exit 7"
    result = run(script, timeout_seconds=0.3)
    assert (result.stopped, result.killed, result.returncode) == ("timeout", False, 7)
    assert result.log_file.read_text() == "INT\n"


def test_run_process_grace_period_over_kills_the_group(run: Run) -> None:
    """A command deaf to SIGINT and its child are gone after the grace."""
    lines: list[str] = []
    result = run(
        "trap '' INT; sleep 60 & echo $!; echo $$; wait", timeout_seconds=0.4, grace_seconds=0.4, on_line=lines.append
    )
    assert (result.killed, result.returncode) == (True, -signal.SIGKILL)
    assert len(lines) == 2
    assert wait_until(lambda: not any(is_alive(int(pid)) for pid in lines))


def test_run_process_kills_grandchildren_after_a_normal_end(run: Run) -> None:
    """What stays in the group when the command has ended does not stay for ever."""
    result = run("sleep 60 >/dev/null 2>&1 & echo $!", grace_seconds=0.3)
    assert result.returncode == 0
    assert wait_until(lambda: not is_alive(int(result.log_file.read_text())))


def test_run_process_callback_that_raises_stops_the_command(run: Run) -> None:
    """An error in the caller's `on_line` goes on, but not before the command is stopped."""
    pids: list[int] = []

    def on_line(line: str) -> None:
        pids.append(int(line))
        raise KeyError(line)

    with pytest.raises(KeyError):
        run("echo $$; exec sleep 60", on_line=on_line)
    assert not is_alive(pids[0])


def test_run_process_large_output_in_bounded_memory(tmp_path: Path) -> None:
    """50 MB of output, tailed, need less than 30 MB more memory than none."""
    code = (
        "import os, resource, threading, sys; from pathlib import Path\n"
        "from oci_assets.terraform.process import run_process\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; seen = [0]\n"
        "def on_line(line): seen[0] += len(line) + 1\n"
        "run_process(['sh', '-c', 'yes 0123456789 | head -c 50000000'], cwd=Path('.'), env=dict(os.environ),\n"
        "  log_file=Path('log'), timeout_seconds=60, stop=threading.Event(), grace_seconds=1, on_line=on_line)\n"
        "print(seen[0], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, check=True)
    seen, kilobytes = map(int, done.stdout.split())
    assert seen >= 50_000_000
    assert kilobytes < 30_000


@pytest.mark.skipif(sys.platform != "linux", reason="PDEATHSIG is Linux's")
@pytest.mark.parametrize("ignored", [False, True], ids=["plain", "SIGINT ignored as after `&`"])
def test_run_process_parent_killed_interrupts_the_command(tmp_path: Path, *, ignored: bool) -> None:
    """`kill -9` of the parent sends the command the one SIGINT that lets it end in order."""
    code = (
        "import os, signal, threading; from pathlib import Path\n"
        "from oci_assets.terraform.process import run_process\n"
        f"if {ignored}: signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "script = 'trap \"echo saved > saved; exit 1\" INT; echo $$ > pid; while :; do sleep 0.05; done'\n"
        "run_process(['sh', '-c', script], cwd=Path('.'), env=dict(os.environ), log_file=Path('log'),\n"
        "  timeout_seconds=60, stop=threading.Event(), grace_seconds=5)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, env=env)
    assert wait_until(lambda: (tmp_path / "pid").exists() and bool((tmp_path / "pid").read_text().strip()))
    parent.kill()
    parent.wait()
    assert wait_until((tmp_path / "saved").exists)
    assert wait_until(lambda: not is_alive(int((tmp_path / "pid").read_text())))


def test_run_process_second_interrupt_waits(tmp_path: Path) -> None:
    """An impatient person: the command gets one SIGINT and its grace period, whatever the parent gets (fault 29)."""
    code = (
        "import os, signal, threading; from pathlib import Path\n"
        "from oci_assets.terraform.process import run_process\n"
        "script = 'trap \"echo INT >> got\" INT; echo $$ > pid; until [ -e free ]; do sleep 0.05; done; touch saved'\n"
        "run_process(['sh', '-c', script], cwd=Path('.'), env=dict(os.environ), log_file=Path('log'),\n"
        "  timeout_seconds=60, stop=threading.Event(), grace_seconds=60)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, env=env, stderr=subprocess.PIPE) as parent:
        assert wait_until((tmp_path / "pid").exists)
        parent.send_signal(signal.SIGINT)
        assert wait_until((tmp_path / "got").exists)
        for _ in range(2):
            parent.send_signal(signal.SIGINT)
            assert not wait_until(lambda: parent.poll() is not None, seconds=0.3)
        (tmp_path / "free").touch()
        _, errors = parent.communicate()
    assert (tmp_path / "got").read_text() == "INT\n"
    assert (tmp_path / "saved").exists()
    assert b"KeyboardInterrupt" in errors


def test_run_process_early_stop_is_not_lost(run: Run) -> None:
    """A stop that comes while the launcher still starts is kept, not dropped: no grace period is waited for."""
    stop = threading.Event()
    stop.set()
    for _ in range(5):
        result = run("exec sleep 30", stop=stop, grace_seconds=20)
        assert (result.stopped, result.killed, result.returncode) == ("interrupt", False, -signal.SIGINT)

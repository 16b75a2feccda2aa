"""Raw logs go with their run; what is kept is redacted, bounded, and for its user only (fault 59)."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.terraform.raw_logs import RawLogs, bounded_text

LINE = b"0123456789\n"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where logs are kept."""
    folder = tmp_path / "kept"
    folder.mkdir()
    return folder


def test_close_keeps_what_was_redacted(tmp_path: Path, kept: Path) -> None:
    """Output and errors stay without secrets (0600), and nothing raw does."""
    logs = RawLogs(tmp_path / "raw", kept)
    raw = logs.next("plan")
    raw.write_text("says hunter-2-x")
    raw.with_name(f"{raw.name}.err").write_text("complains of hunter-2-x")
    assert logs.kept_file(raw) == kept / "01-plan.log"
    logs.close(lambda text: text.replace("hunter-2-x", "***"))
    assert {file.name: file.read_text() for file in kept.iterdir()} == {
        "01-plan.log": "says ***",
        "01-plan.log.err": "complains of ***",
    }
    assert {file.stat().st_mode & 0o777 for file in kept.iterdir()} == {0o600}
    assert list((tmp_path / "raw").iterdir()) == []


def test_logs_of_a_killed_run_go_with_the_next_one(tmp_path: Path, kept: Path) -> None:
    """What a process left behind is removed, what another one still writes is not."""
    left = tmp_path / "raw" / "left"
    left.mkdir(parents=True)
    (left / "01-plan.log").write_text("hunter-2-x")
    (left / "in-use").touch()  # its claim, which nobody holds any more
    running = RawLogs(tmp_path / "raw", kept)
    its_log = running.next("plan")
    its_log.touch()
    assert not left.exists()
    RawLogs(tmp_path / "raw", kept).next("plan")
    assert its_log.exists()


def test_next_counts_the_kept_logs(tmp_path: Path, kept: Path) -> None:
    """A second try in the same run writes over nothing."""
    names = [RawLogs(tmp_path / "raw", kept).next(phase).name for phase in ("init", "plan", "plan")]
    assert names == ["01-init.log", "02-plan.log", "03-plan.log"]


def test_close_where_nothing_can_be_kept(tmp_path: Path, kept: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is told, the outcome of the run stays, and the raw log goes all the same."""
    logs = RawLogs(tmp_path / "raw", kept)
    logs.next("plan").write_text("hunter-2-x")
    (kept / ".01-plan.log.part").mkdir()
    logs.close(str)
    assert "01-plan.log could not be kept" in caplog.text
    assert list((tmp_path / "raw").iterdir()) == []
    assert not (kept / "01-plan.log").exists()


def test_bounded_text_is_cut_at_line_ends(tmp_path: Path) -> None:
    """Beginning and end are whole lines, so that no half of a secret stays, and what lies between is counted."""
    file = tmp_path / "log"
    file.write_bytes(LINE * 100)
    head, tail, cut = bounded_text(file, 50)
    assert (head, tail) == (LINE.decode() * 2, LINE.decode() * 2)
    assert cut == len(LINE) * 96


def test_bounded_text_of_one_endless_line(tmp_path: Path) -> None:
    """Without a line end nothing of what is too long is kept."""
    file = tmp_path / "log"
    file.write_bytes(b"x" * 100)
    assert bounded_text(file, 50) == ("", "", 100)

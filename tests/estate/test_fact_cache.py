"""The cache of facts: several processes, damage, missing rights, bounds."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from oci_assets.estate import fact_cache
from oci_assets.estate.fact_cache import MAX_SNAPSHOTS, VERSION, FactCache, default_cache_dir

ROOT = Path(__file__).resolve().parents[2]
FILE = f"facts-{VERSION}.sqlite"
# Writes blobs that others write too and some of its own, a snapshot after each batch, and reads everything back.
WRITER = """
import sys
from pathlib import Path
from oci_assets.estate.fact_cache import FactCache
number, cache = int(sys.argv[2]), FactCache(Path(sys.argv[1]))
for batch in range(20):
    ids = [f"{n:040x}" for n in range(batch * 50, batch * 50 + 50)] + [f"{number:03x}{batch:037x}"]
    cache.put_blobs((blob, [blob, batch]) for blob in ids)
    assert cache.blobs(ids) == {blob: [blob, batch] for blob in ids}, "lost"
    cache.put_snapshot(f"tree{number}", {"batch": batch})
    assert cache.snapshot(f"tree{number}") == {"batch": batch}, "lost"
"""


@pytest.fixture
def cache(tmp_path: Path) -> FactCache:
    """An empty cache."""
    return FactCache(tmp_path)


def test_blobs(cache: FactCache, tmp_path: Path) -> None:
    """What was put comes back, also in another process's cache; what was not does not."""
    facts = {f"{n:040x}": [[["a", "./a", None, n]], [], None] for n in range(1200)}
    cache.put_blobs(facts.items())
    cache.close()
    assert FactCache(tmp_path).blobs([*facts, "unknown"]) == facts
    assert cache.blobs([]) == {}


def test_blobs_first_one_stays(cache: FactCache) -> None:
    """What a blob says never changes, so that putting it again is nothing."""
    cache.put_blobs([("a", [1])])
    cache.put_blobs([("a", [2]), ("b", [])])
    assert cache.blobs(["a", "b"]) == {"a": [1], "b": []}


def test_snapshots(cache: FactCache, tmp_path: Path) -> None:
    """A snapshot can be replaced; the last ones are kept."""
    for number in range(MAX_SNAPSHOTS + 5):
        cache.put_snapshot(f"tree{number}", [number])
    cache.put_snapshot("tree10", {"new": "ü\udcff"})
    cache.put_snapshot("last", None)
    other = FactCache(tmp_path)
    assert other.snapshot("tree0") is None
    assert other.snapshot("tree5") is None
    assert other.snapshot("tree6") == [6]
    assert other.snapshot("tree10") == {"new": "ü\udcff"}
    assert other.snapshot("no") is None


def test_blobs_bounded(tmp_path: Path) -> None:
    """The half that was read longest ago makes room, again and again, whatever the ids are."""
    cache = FactCache(tmp_path, max_blobs=100)
    for number in range(0, 1000, 10):
        cache.put_blobs((f"f{n:039x}", [n]) for n in range(number, number + 10))
        kept = cache.blobs([f"f{n:039x}" for n in range(1000)])
        assert len(kept) <= 100
        assert [number + 9] in kept.values()
    assert len(kept) >= 50


def test_version_in_the_name(cache: FactCache, tmp_path: Path) -> None:
    """Another version is another file."""
    cache.put_blobs([("a", [1])])
    assert (tmp_path / FILE).exists()
    (tmp_path / FILE).rename(tmp_path / f"facts-{VERSION - 1}.sqlite")
    assert FactCache(tmp_path).blobs(["a"]) == {}


def test_several_processes(tmp_path: Path) -> None:
    """Several processes write and read at once, from an empty folder on: nothing is lost, nothing is damaged."""
    folder = tmp_path / "new/cache"
    command = [sys.executable, "-W", "error", "-c", WRITER, str(folder)]
    running = [subprocess.Popen([*command, str(n)], cwd=ROOT, stderr=subprocess.PIPE) for n in range(1, 5)]
    assert [process.communicate()[1].decode() for process in running] == [""] * 4
    assert [process.returncode for process in running] == [0] * 4
    with sqlite3.connect(folder / FILE) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM blobs").fetchall() == [(1000 + 4 * 20,)]
    connection.close()


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100, None])
def test_damaged_file(cache: FactCache, tmp_path: Path, damage: bytes | None, caplog: pytest.LogCaptureFixture) -> None:
    """A damaged file is done without, and made anew by the next process."""
    cache.put_blobs([("a", [1])])
    cache.put_snapshot("t", [1])
    cache.close()
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[:100] + b"\xff" * (len(whole) - 100) if damage is None else damage)
    second = FactCache(tmp_path)
    assert second.blobs(["a"]) == {}
    assert second.snapshot("t") is None
    second.put_blobs([("b", [2])])
    second.close()
    assert damage == b"" or "going on without it" in caplog.text
    third = FactCache(tmp_path)
    third.put_blobs([("c", [3])])
    assert third.blobs(["a", "c"]) == {"c": [3]}


@pytest.mark.parametrize("table", ["blobs", "snapshots"])
def test_damaged_content(cache: FactCache, tmp_path: Path, table: str) -> None:
    """Content that is no JSON counts as damage."""
    cache.put_blobs([("a", [1])])
    cache.put_snapshot("a", [1])
    cache.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute(f"UPDATE {table} SET {'facts' if table == 'blobs' else 'content'} = '[1'")  # noqa: S608
    connection.close()
    second = FactCache(tmp_path)
    assert (second.blobs(["a"]) if table == "blobs" else second.snapshot("a")) in ({}, None)
    assert second.blobs(["a"]) == {}
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("obstacle", ["file", "folder"])
def test_unusable_folder(tmp_path: Path, obstacle: str, caplog: pytest.LogCaptureFixture) -> None:
    """Where no file can be made, everything works without one, with one warning."""
    folder = tmp_path / "cache"
    if obstacle == "file":
        folder.write_text("in the way")
    else:
        (folder / FILE).mkdir(parents=True)
    cache = FactCache(folder)
    cache.put_blobs([("a", [1])])
    cache.put_snapshot("a", 1)
    assert cache.blobs(["a"]) == {}
    assert cache.snapshot("a") is None
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert folder.is_file() or (folder / FILE).is_dir()


def test_read_only_file(cache: FactCache, tmp_path: Path) -> None:
    """A cache that may only be read is not taken for a damaged one."""
    cache.put_blobs([("a", [1])])
    cache.close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("CREATE TRIGGER no BEFORE INSERT ON blobs BEGIN SELECT raise(ABORT, 'read-only'); END")
    connection.close()
    second = FactCache(tmp_path)
    second.put_blobs([("b", [1])])
    second.close()
    assert FactCache(tmp_path).blobs(["a", "b"]) == {"a": [1]}


def test_locked_file(cache: FactCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another process holds for too long is done without, and left as it is."""
    monkeypatch.setattr(fact_cache, "_PATIENCE_SECONDS", 0.05)
    cache.put_blobs([("a", [1])])
    cache.close()
    holder = sqlite3.connect(tmp_path / FILE)
    holder.execute("BEGIN IMMEDIATE")
    second = FactCache(tmp_path)
    second.put_blobs([("b", [2])])
    assert second.blobs(["a"]) == {}
    holder.rollback()
    holder.close()
    assert FactCache(tmp_path).blobs(["a", "b"]) == {"a": [1]}


def test_no_folder() -> None:
    """Without a folder nothing is kept."""
    cache = FactCache(None)
    cache.put_blobs([("a", [1])])
    assert cache.blobs(["a"]) == {}
    cache.close()


def test_private_folder(tmp_path: Path) -> None:
    """The folder is the user's own."""
    FactCache(tmp_path / "a/b").put_blobs([])
    assert (tmp_path / "a/b").stat().st_mode & 0o777 == 0o700


def test_default_cache_dir() -> None:
    """The user's cache folder, as XDG has it."""
    assert default_cache_dir({"XDG_CACHE_HOME": "/c"}) == Path("/c/oci-assets")
    assert default_cache_dir({}) == default_cache_dir({"XDG_CACHE_HOME": ""}) == Path.home() / ".cache/oci-assets"

"""The audit file: append only, several writers, crashes in the middle of a line, and a chain that finds edits."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oci_assets.errors import OciAssetsError
from oci_assets.report.audit_file import AuditFile
from oci_assets.report.run_json import Json

ROOT = Path(__file__).resolve().parents[2]
# Takes: the file, the run ids' prefix, how many, and the largest file size in bytes that the system allows.
WRITER = """
import resource, sys
from pathlib import Path
from oci_assets.report.audit_file import AuditFile
path, prefix, count, limit = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
for number in range(int(count)):
    AuditFile(Path(path)).append([{"run_id": f"{prefix}-{number}", "region": "toronto", "text": "x" * 300}])
"""


def entry(run: str, region: str = "toronto", **fields: object) -> Json:
    """A small record."""
    return {"run_id": run, "region": region, **fields}


def write(path: Path, *runs: str) -> AuditFile:
    """A file with one record a run, each appended by itself."""
    file = AuditFile(path)
    assert [file.append([entry(run)]) for run in runs] == [1] * len(runs)
    return file


def start_writer(path: Path, prefix: str, *, count: int, limit: int) -> subprocess.Popen[str]:
    """Another process that appends records one by one."""
    command = [sys.executable, "-c", WRITER, str(path), prefix, str(count), str(limit)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def test_append_makes_folder_and_private_file(tmp_path: Path) -> None:
    """The first record makes the file, for its owner's eyes only; before that there is nothing to read."""
    file = AuditFile(tmp_path / "new" / "audit.jsonl")
    assert (file.records(), file.verify()) == ([], 0)
    assert file.append([entry("1", text="Zürich \udcff"), entry("1", "ashburn")]) == 2
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert [(r["run_id"], r["region"]) for r in file.records()] == [("1", "toronto"), ("1", "ashburn")]
    assert file.records()[0]["text"] == "Zürich \udcff"
    assert file.verify() == 2


def test_append_again_writes_nothing(tmp_path: Path) -> None:
    """A run and region that is there is not written again, also when it comes twice at once."""
    file = write(tmp_path / "audit", "1", "2")
    before = file.path.read_bytes()
    assert file.append([entry("1", other="data"), entry("2")]) == 0
    assert file.path.read_bytes() == before
    assert file.append([entry("1", "ashburn"), entry("1", "ashburn"), entry("3")]) == 2
    assert file.append([]) == 0
    assert file.verify() == 4


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_append_after_a_crash(tmp_path: Path, cut: int) -> None:
    """The half line is ended and stays, its record is written again, and the chain runs through it."""
    file = write(tmp_path / "audit", "1", "2")
    half = file.path.read_bytes()[:-cut]
    file.path.write_bytes(half)
    assert file.verify() == (2 if cut == 1 else 1)
    assert file.append([entry("2"), entry("3")]) == (1 if cut == 1 else 2)
    assert file.path.read_bytes().startswith(half + b"\n{")
    assert [record["run_id"] for record in file.records()] == ["1", "2", "3"]
    assert file.verify() == 3


def test_append_on_a_full_disk(tmp_path: Path) -> None:
    """A write that ends half way is one clear error and leaves no half line (fault 37); later appends go on."""
    path = tmp_path / "audit"
    with start_writer(path, "full", count=3, limit=700) as writer:
        _, errors = writer.communicate()
    assert writer.returncode == 1
    assert "OciAssetsError: cannot write the audit file " in errors
    assert len(path.read_bytes().splitlines()) == 1
    assert path.read_bytes().endswith(b"}\n")
    file = write(path, "later")
    assert [record["run_id"] for record in file.records()] == ["full-0", "later"]
    assert file.verify() == 2


def test_append_where_no_file_can_be(tmp_path: Path) -> None:
    """A path that cannot be written is named, with what to do."""
    (tmp_path / "file").touch()
    with pytest.raises(OciAssetsError, match=r"cannot write the audit file .*/file/audit: .*oci-assets audit list"):
        AuditFile(tmp_path / "file" / "audit").append([entry("1")])


def test_append_by_several_processes(tmp_path: Path) -> None:
    """Lines of writers at the same time never mix and all follow from one another."""
    path = tmp_path / "audit"
    writers = [start_writer(path, prefix, count=25, limit=10_000_000) for prefix in "abc"]
    for writer in writers:
        with writer:
            assert writer.wait() == 0
    file = AuditFile(path)
    assert file.verify() == 75
    assert {record["run_id"] for record in file.records()} == {f"{p}-{n}" for p in "abc" for n in range(25)}


def test_append_holds_one_line_at_a_time(tmp_path: Path) -> None:
    """Memory does not grow with the file."""
    file = AuditFile(tmp_path / "audit")
    file.append(entry(f"run-{number}", text="x" * 20_000) for number in range(300))
    tracemalloc.start()
    file.append([entry("run-last")])
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert file.path.stat().st_size > 6_000_000
    assert peak_bytes < 1_000_000


def test_verify_names_the_line(tmp_path: Path) -> None:
    """The message tells which file and where the chain breaks."""
    file = write(tmp_path / "audit", "1", "2", "3")
    file.path.write_bytes(file.path.read_bytes().replace(b'"run_id": "2"', b'"run_id": "9"'))
    with pytest.raises(OciAssetsError, match=r"audit file .*/audit: line 2 was changed"):
        file.verify()


def test_lines_are_json_with_their_chain(tmp_path: Path) -> None:
    """Each line is one JSON object with the hash of the line before it; the first has none before it."""
    lines = write(tmp_path / "audit", "1", "2").path.read_text(encoding="ascii").splitlines()
    first, second = map(json.loads, lines)
    assert (first["run_id"], first["previous"]) == ("1", "0" * 64)
    assert len({first["digest"], second["digest"], second["previous"]}) == 3


RECORDS = st.lists(
    st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.floats(allow_nan=False) | st.integers(), max_size=3),
    min_size=2,
    max_size=5,
)


def chained(records: list[Json]) -> list[bytes]:
    """The lines of a file with these records, each as a run of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = AuditFile(Path(folder) / "audit")
        file.append({**record, "run_id": number, "region": "r"} for number, record in enumerate(records))
        assert file.verify() == len(records)
        return file.path.read_bytes().splitlines()


def is_accepted(lines: list[bytes]) -> bool:
    """Whether a file of these lines is verified."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "audit"
        path.write_bytes(b"".join(line + b"\n" for line in lines))
        try:
            AuditFile(path).verify()
        except OciAssetsError:
            return False
        return True


@given(RECORDS, st.data())
def test_verify_finds_any_changed_byte(records: list[Json], data: st.DataObject) -> None:
    """One byte of any line, the last one included."""
    lines = chained(records)
    number = data.draw(st.integers(0, len(lines) - 1))
    line = bytearray(lines[number])
    position = data.draw(st.integers(0, len(line) - 1))
    line[position] = data.draw(st.integers(0, 255).filter(lambda byte: byte != line[position]))
    assert is_accepted(lines)
    assert not is_accepted([*lines[:number], bytes(line), *lines[number + 1 :]])


@given(RECORDS, st.data())
def test_verify_finds_lines_that_moved(records: list[Json], data: st.DataObject) -> None:
    """A line that was removed (but for the last), doubled, swapped or put in by another hand."""
    lines = chained(records)
    number = data.draw(st.integers(0, len(lines) - 2))
    before, line, after = lines[:number], lines[number], lines[number + 1 :]
    foreign = data.draw(st.sampled_from([b"", b"half", b"{}", line]))
    assert not is_accepted([*before, *after])
    assert not is_accepted([*before, after[0], line, *after[1:]])
    assert not is_accepted([*before, foreign, line, *after])
    assert not is_accepted([*lines, foreign])

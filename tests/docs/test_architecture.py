"""ARCHITECTURE.md, the decisions and all links: what they name is there, and nothing of the project is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.desk import Desk
from tests.docs.documents import ROOT, Command, blocks, in_code, prose, table_rows
from tests.test_floors import DOORS, module_name, room_of, source_files

ARCHITECTURE = ROOT / "ARCHITECTURE.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TOP = {path.name for path in ROOT.iterdir()}
SECTIONS = ["Why", "Decision", "Price"]
# What marks a path in the rooms of `tests/docs/`: CONTRIBUTING writes NAME for any room.
PLACEHOLDER = re.compile(r"[A-Z]{3,}|[*<~]")


def paths_named(document: Path) -> Iterator[str]:
    """Paths of this project that a document names in its prose."""
    for text in in_code(prose(document)):
        is_path = re.fullmatch(r"[\w./-]+", text) and ("/" in text or Path(text).suffix in {".md", ".yaml", ".lock"})
        if is_path and text.split("/", 1)[0] in TOP and not PLACEHOLDER.search(Path(text).stem.replace("README", "")):
            yield text


def rooms() -> dict[str, int]:
    """Path -> floor, of the table of floors."""
    rows = [row for row in table_rows(ARCHITECTURE, "Floors") if row[0] != "floor"]
    return {path: int(row[0]) for row in rows for path in in_code(row[1])}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_paths_named_exist(document: Path) -> None:
    """A file or folder that was moved fails here."""
    assert [path for path in paths_named(document) if not (ROOT / path).exists()] == []


def test_paths_named_are_found() -> None:
    """The search itself sees paths: an empty result would prove nothing."""
    assert {"oci_assets/model.py", "jobs/", "workspace.yaml"} <= set(paths_named(ARCHITECTURE))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Relative links and pictures are files of this project."""
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", prose(document))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_module_is_in_a_room() -> None:
    """A new folder or a module straight in `oci_assets/` must be put into the table."""
    named = tuple(rooms())
    assert [file for file in source_files(ROOT) if not file.as_posix().startswith(named)] == []


def test_floors_are_those_of_the_import_test() -> None:
    """The page and tests/test_floors.py tell the same story."""
    told = {path: floor for path, floor in rooms().items() if path != "oci_assets/__init__.py"}
    checked = {path: room_of(module_name(Path(path))) for path in told}
    assert {path: room and room[1] for path, room in checked.items()} == told


@pytest.mark.parametrize("package", ["subprocess", "git", "hcl2"])
def test_doors_are_those_of_the_import_test(package: str) -> None:
    """Where an outside package comes in is told on the page."""
    assert set(DOORS[package]) <= set(paths_named(ARCHITECTURE))


def test_decisions_have_numbers_and_sections() -> None:
    """Numbers without a gap, a title that begins with the number, a status, and the three sections."""
    assert [file.name[:4] for file in DECISIONS] == [f"{number:04d}" for number in range(1, len(DECISIONS) + 1)]
    for number, file in enumerate(DECISIONS, start=1):
        text = file.read_text(encoding="utf-8")
        assert text.startswith(f"# {number}. ")
        assert "\nStatus: " in text
        assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == SECTIONS


def test_state_directory_is_as_told(desk: Desk) -> None:
    """After a plan and an apply every lasting place that the page names is there, and nothing else is."""
    (told,) = [block for block in blocks(ARCHITECTURE) if block.lines[0].startswith("STATE/")]
    texts = {line.split()[0].removeprefix("STATE/"): line.split(maxsplit=1)[1] for line in told.lines}
    words = [f"oci-assets --estate ~/estate --state-dir ~/state {word} toronto/identity" for word in ("plan", "apply")]
    ran = desk.run([Command(1, command) for command in words], has_path=True)
    state = desk.home / "state"
    assert [each.exit_code for each in ran] == [0, 0], ran
    places = [place for place, text in texts.items() if not text.startswith(("daemon only", "while "))]
    assert [place for place in places if not list(state.glob(place))] == []
    assert {path.name for path in state.iterdir()} <= {place.split("/")[0] for place in texts} | {"terraform-cli.tfrc"}


def test_every_make_target_is_documented() -> None:
    """CONTRIBUTING lists what `make help` lists."""
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    rows = [row for row in table_rows(ROOT / "CONTRIBUTING.md", "Contributing") if row[0] != "target"]
    assert {row[0].strip("`").removeprefix("make ") for row in rows} == targets

"""Reads the documents: fenced blocks, the commands in them with the output they show, tables. Runs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
GUIDES = tuple(sorted((ROOT / "docs" / "guides").glob("*.md")))
CUT = "..."


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the line of its first content line (from 1), its lines."""

    language: str
    line: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A command that a document tells people to run, and the output that it shows below; `line` counts from 1."""

    line: int
    text: str
    shown: tuple[str, ...] = ()


def blocks(document: Path) -> Iterator[Block]:
    """The fenced blocks of a document, in order."""
    language, first, content = None, 0, list[str]()
    for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), start=1):
        if language is None and line.startswith("```"):
            language, first, content = line.removeprefix("```").strip(), number + 1, []
        elif line.strip() == "```":
            yield Block(language or "", first, tuple(content))
            language = None
        else:
            content.append(line)


def commands(document: Path) -> Iterator[Command]:
    """Every command of the `bash` blocks, and of the `console` blocks those after a `$`, in order."""
    for block in blocks(document):
        if block.language == "bash":
            yield from _of_bash(block)
        elif block.language == "console":
            yield from _of_console(block)


def table_rows(document: Path, heading: str) -> Iterator[tuple[str, ...]]:
    """The cells of every table row below a heading, up to the next one of any depth."""
    inside = False
    for line in document.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            inside = line.lstrip("# ") == heading
        elif inside and line.startswith("|") and not re.fullmatch(r"[|:\- ]+", line):
            yield tuple(cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")))


def in_code(text: str) -> list[str]:
    """What stands between single backticks."""
    return re.findall(r"`([^`\n]+)`", text)


def prose(document: Path) -> str:
    """The document without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def _of_bash(block: Block) -> Iterator[Command]:
    for line, text, _ in _joined(block):
        if text and not text.startswith("#"):
            yield Command(line, text)


def _of_console(block: Block) -> Iterator[Command]:
    found: list[tuple[int, str, list[str]]] = []
    for line, text, raw in _joined(block):
        if text.startswith("$ "):
            found.append((line, text.removeprefix("$ "), []))
        elif found:
            found[-1][2].append(raw)
        else:
            raise AssertionError(f"line {line}: output without a command before it")
    yield from (Command(line, text, tuple(shown)) for line, text, shown in found)


def _joined(block: Block) -> Iterator[tuple[int, str, str]]:
    """Line number, stripped line, line as it stands; a backslash at the end joins the next one."""
    pending = ""
    for number, line in enumerate(block.lines, start=block.line):
        if line.endswith("\\"):
            pending += line.removesuffix("\\")
            continue
        yield number, (pending + line).strip(), pending + line
        pending = ""

"""Every edit of what a stack reads selects it: random module graphs against an oracle that walks them anew."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from oci_assets.estate.comparison import Comparison
from oci_assets.estate.git_objects import Change
from oci_assets.estate.matching import Changes
from oci_assets.estate.reach import Reach
from oci_assets.estate.texts import Texts
from tests.builders import MemoryTree, snapshot

STACKS = tuple(f"toronto/s{number}" for number in range(3))
MODULES = ("modules/a", "modules/a/b", "modules/c", "lib/d", "toronto/s0/own")
LINKED = {"modules/link": "c", "shared": "lib"}
SEEN = {"modules/link": "modules/c", "shared/d": "lib/d"}
DATA = ("x.txt", "sub/y.txt")

Calls = Mapping[str, tuple[frozenset[str], frozenset[str]]]
"""By folder: the folders that it calls as it names them, and the files of its own that it reads."""

callees = st.frozensets(st.sampled_from((*MODULES, *SEEN, *STACKS)), max_size=3)
graphs = st.fixed_dictionaries(
    {folder: st.tuples(callees, st.frozensets(st.sampled_from(DATA))) for folder in (*STACKS, *MODULES)}
)


def text_of(folder: str, calls: frozenset[str], data: frozenset[str]) -> str:
    """The main.tf of a folder."""
    blocks = [
        f'module "m{number}" {{\n  source = "{source_of(folder, target)}"\n}}\n'
        for number, target in enumerate(sorted(calls))
    ]
    reads = [f'  f{number} = file("${{path.module}}/{name}")\n' for number, name in enumerate(sorted(data))]
    return "".join([*blocks, "locals {\n", *reads, "}\n"])


def source_of(folder: str, target: str) -> str:
    """How one folder names another."""
    relative = posixpath.relpath(target, folder)
    return relative if relative.startswith("..") else f"./{relative}"


def files_of(graph: Calls) -> dict[str, str]:
    """All files of an estate with these calls."""
    files = {f"{folder}/main.tf": text_of(folder, *says) for folder, says in graph.items()}
    return files | {f"{folder}/{name}": name for folder in graph for name in DATA}


def read_by(graph: Calls, stack: str) -> set[str]:
    """The oracle: every path that a plan of the stack reads, links on the way among them."""
    found, pending, seen = set[str](), [stack], set[str]()
    while pending:
        folder = pending.pop()
        if folder in seen:
            continue
        seen.add(folder)
        calls, data = graph[folder]
        found |= {f"{folder}/main.tf", *(f"{folder}/{name}" for name in data)}
        found |= {link for link in LINKED for call in calls if f"{call}/".startswith(f"{link}/")}
        pending += (SEEN.get(call, call) for call in calls)
    return found


def selected(tree: MemoryTree, files: dict[str, str], changed: str) -> set[str]:
    """The stacks that a change of this one path selects."""
    entry = tree.entries()[changed]
    shot = snapshot(files, LINKED)
    roots = {stack: stack for stack in STACKS}
    comparison = Comparison(Changes({changed: Change(entry, None)}), Reach(shot), roots, Texts(lambda _: []))
    return set(comparison.reasons())


@given(graphs, st.data())
def test_every_edit_of_what_is_read_selects(graph: Calls, data: st.DataObject) -> None:
    """One changed file selects exactly the stacks that read it: nothing is missed, nothing else is flagged."""
    files = files_of(graph)
    changed = data.draw(st.sampled_from(sorted({*files, *LINKED})))
    expected = {stack for stack in STACKS if changed in read_by(graph, stack)}
    assert selected(MemoryTree(files, LINKED), files, changed) == expected


@given(graphs, st.sampled_from(MODULES))
def test_a_new_file_in_a_module_selects(graph: Calls, module: str) -> None:
    """Configuration that comes into a folder selects the stacks that reach the folder."""
    files = {**files_of(graph), f"{module}/new.tf": "# new\n"}
    expected = {stack for stack in STACKS if f"{module}/main.tf" in read_by(graph, stack)}
    assert selected(MemoryTree(files, LINKED), files, f"{module}/new.tf") == expected


@given(graphs, st.sampled_from(MODULES))
def test_a_module_that_is_gone_selects(graph: Calls, module: str) -> None:
    """A deleted module selects the stacks that still reach its place."""
    files = files_of(graph)
    tree = MemoryTree(files, LINKED)
    expected = {stack for stack in STACKS if f"{module}/main.tf" in read_by(graph, stack)}
    left = {path: text for path, text in files.items() if posixpath.dirname(path) != module}
    assert selected(tree, left, f"{module}/main.tf") == expected


def test_a_link_on_the_second_way_to_a_module_selects() -> None:
    """A stack that calls a module by its own path and over a link as well reads that link."""
    nothing: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    graph = dict.fromkeys((*STACKS, *MODULES), nothing) | {
        STACKS[0]: (frozenset({"modules/c", "modules/link"}), frozenset())
    }
    files = files_of(graph)
    assert selected(MemoryTree(files, LINKED), files, "modules/link") == {STACKS[0]}

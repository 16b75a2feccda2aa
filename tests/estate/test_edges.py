"""Where module calls lead, as Terraform installs them."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest

from oci_assets.estate.edges import NOWHERE, Edge, edge_of, targets_of
from oci_assets.estate.facts import Call
from oci_assets.estate.links import Links
from tests.estate.judge import installed_modules, write_files

LINKS = Links({"toronto/shared": "../modules", "modules/alias": "vcn", "out": "../x", "loop": "loop"})


def call(source: str | None, expression: str | None = None) -> Call:
    """A call of module `m`."""
    return Call("m", source, expression, 7)


@pytest.mark.parametrize(
    ("source", "shown", "target", "links"),
    [
        ("../../modules/vcn", "modules/vcn", "modules/vcn", ()),
        ("../../modules/vcn/", "modules/vcn", "modules/vcn", ()),
        ("../../modules//vcn", "modules/vcn", "modules/vcn", ()),
        ("./a/../b", "toronto/network/b", "toronto/network/b", ()),
        ("../shared/vcn", "toronto/shared/vcn", "modules/vcn", ("toronto/shared",)),
        ("../shared/alias", "toronto/shared/alias", "modules/vcn", ("toronto/shared", "modules/alias")),
        ("../../", "", "", ()),
        ("../../../other", "../../../other", None, ()),
        ("../../out/a", "out/a", None, ("out",)),
        ("../../loop", "loop", None, ("loop",) * 41),
    ],
)
def test_edge_of_local(source: str, shown: str, target: str | None, links: tuple[str, ...]) -> None:
    """A local source leads to a real folder, over the links on the way, or nowhere inside the repository."""
    edge = edge_of("toronto/network", call(source), "toronto/network/main.tf", LINKS)
    assert edge == Edge(call(source), "toronto/network/main.tf", shown, target, links)


@pytest.mark.parametrize(
    "source",
    [
        *(
            "terraform-oci-modules/vcn/oci",
            "git::https://example.com/vcn.git//x?ref=v1",
            "github.com/a/b",
            "/modules/vcn",
        ),
        *("git@github.com:a/b.git", "https://example.com/vcn.zip", "modules/vcn", ".../a", ".hidden/a"),
    ],
)
def test_edge_of_remote(source: str) -> None:
    """Remote and absolute sources are none of our folders."""
    assert edge_of("toronto/network", call(source), "toronto/network/main.tf", LINKS) is None


def test_edge_of_unknown() -> None:
    """A source that nobody knows is an edge that leads nowhere; a call without any source is no edge."""
    unknown = call(None, "var.x")
    assert edge_of("a", unknown, "a/main.tf", LINKS) == Edge(unknown, "a/main.tf", "", None)
    assert edge_of("a", call(None), "a/main.tf", LINKS) is None


def test_where() -> None:
    """The call as people find it."""
    assert Edge(call("./a"), "x/main.tf", "x/a", "x/a").where == "module 'm' in x/main.tf:7"
    assert Edge(Call("m", "./a", None, None), "x/a.tf.json", "", None).where == "module 'm' in x/a.tf.json"


def test_targets_of() -> None:
    """Real folders by calling folder, sorted; `NOWHERE` for what nobody knows, nothing for remote or outside ones."""
    calls = {
        "a": [call("../b"), call("../toronto/shared/vcn"), call("../b/"), call("x/y/z")],
        "c": [call(None, "var.x"), call("../d")],
        "e": [call("../../f"), call("x/y/z"), call(None)],
    }
    raw = {folder: [[[list(found), f"{folder}/main.tf"] for found in those]] for folder, those in calls.items()}
    raw |= {"g": []}
    assert targets_of(raw, LINKS) == {"a": ["b", "modules/vcn"], "c": [NOWHERE, "d"]}


def test_targets_of_root() -> None:
    """The root of the repository may be a module, also over a link."""
    raw = {"a": [[[list(call("../")), "a/main.tf"]]], "b": [[[list(call("../top")), "b/main.tf"]]]}
    assert targets_of(raw, Links({"top": "."})) == {"a": [""], "b": [""]}


def test_edge_of_as_terraform(tmp_path: Path) -> None:
    """Over links, and links in linked folders, Terraform installs the real folders that we find."""
    targets = {
        "stack/shared": "../modules",
        "modules/alias": "vcn",
        "modules/vcn/up": "../nsg",
        "stack/h.tf": "../x.tf",
    }
    sources = {
        "stack": {"a": "./shared/vcn", "b": "../modules/alias/", "c": "./shared/alias/up", "d": "..//modules/nsg"},
        "modules/vcn": {"e": "../nsg", "f": "./up", "g": "../alias/../nsg"},
        "modules/nsg": {},
    }
    files: dict[str, str | bytes] = {}
    for folder, calls in sources.items():
        files[f"{folder}/main.tf"] = "".join(f'module "{m}" {{\n  source = "{s}"\n}}\n' for m, s in calls.items())
    write_files(tmp_path, {**files, "x.tf": 'module "h" {\n  source = "./shared/nsg"\n}\n'})
    for link, target in targets.items():
        (tmp_path / link).symlink_to(target)
    sources["stack"]["h"] = "./shared/nsg"
    links, found = Links(targets), dict[str, str]()
    pending = [("stack", "")]
    for folder, key in pending:
        for name, source in sources[folder].items():
            edge = edge_of(folder, Call(name, source, None, 1), "", links)
            assert edge is not None
            assert edge.target is not None
            found[f"{key}{name}"] = edge.target
            pending.append((edge.target, f"{key}{name}."))
    installed = installed_modules(tmp_path / "stack")
    assert {key: posixpath.normpath(f"stack/{folder}") for key, folder in installed.items()} == found

"""`terraform get` as the judge of which modules a stack reaches."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from oci_assets.estate.reach import Reach
from tests.builders import snapshot
from tests.estate.judge import installed_modules, write_files

EMPTY = "# nothing\n"
STACK = "toronto/network"


def call(source: str, name: str = "m") -> str:
    """A module call."""
    return f'module "{name}" {{\n  source = "{source}"\n}}\n'


class Layout(NamedTuple):
    """Files and links of a repository with the stack `STACK`, and how many modules it calls."""

    files: dict[str, str]
    links: dict[str, str]
    calls: int


def layout(calls: int, main: str, *modules: str, links: dict[str, str] | None = None, **files: str) -> Layout:
    """A stack with this main.tf, empty modules, and further files (`__` for `/`, names end in `.tf`)."""
    more = {f"{name.replace('__', '/')}.tf": text for name, text in files.items()}
    return Layout({f"{STACK}/main.tf": main, **{f"{m}/main.tf": EMPTY for m in modules}, **more}, links or {}, calls)


LAYOUTS = {
    "four_deep": layout(
        4,
        call("../../modules/a"),
        "modules/d",
        modules__a__main=call("./b"),
        modules__a__b__main=call("../../c"),
        modules__c__main=call("../d"),
    ),
    "dots": layout(1, call("../network/../../modules/./a"), "modules/a"),
    "trailing_slash": layout(1, call("../../modules/a/"), "modules/a"),
    "two_slashes": layout(1, call("../../modules//a"), "modules/a"),
    "own_subfolder": layout(1, call("./sub"), f"{STACK}/sub", "modules/a"),
    "linked_module_with_a_child": layout(
        2,
        call("../../modules/link"),
        "real/child",
        "modules/child",
        links={"modules/link": "../real/parent"},
        real__parent__main=call("../child"),
    ),
    "linked_folder_above": layout(1, call("../../shared/a"), "modules/a", links={"shared": "modules"}),
    "linked_file": layout(
        1,
        EMPTY,
        "modules/a",
        links={f"{STACK}/calls.tf": "../../common/calls.tf"},
        common__calls=call("../../modules/a"),
    ),
    "override": layout(
        1,
        call("../../modules/old"),
        "modules/old",
        "modules/new",
        toronto__network__z_override=call("../../modules/new"),
    ),
    "override_without_a_source": layout(
        1,
        call("../../modules/old"),
        "modules/old",
        toronto__network__override='module "m" {\n  providers = {}\n}\n',
    ),
    "two_overrides": layout(
        1,
        call("../../modules/old"),
        "modules/old",
        "modules/b",
        "modules/c",
        toronto__network__a_override=call("../../modules/b"),
        toronto__network__override=call("../../modules/c"),
    ),
    "another_stack": layout(2, call("../compute"), "modules/a", toronto__compute__main=call("../../modules/a")),
    "one_module_twice": layout(2, call("../../modules/a") + call("../../modules/a/", "n"), "modules/a"),
    "crlf": layout(1, call("../../modules/a").replace("\n", "\r\n"), "modules/a"),
    "bom": layout(1, "\ufeff" + call("../../modules/a"), "modules/a"),
    "comments": layout(
        1,
        f'/* {call("../../modules/b", "b")} */\n# module "x" {{ source = "../../modules/b" }}\n'
        'locals {\n  t = <<-EOT\n    module "y" { source = "../../modules/b" }\n  EOT\n}\n'
        'module m { # why\n  /* here */ source /* = "../../modules/b" */ = "../../modules/a" // there\n}\n',
        "modules/a",
        "modules/b",
    ),
    "backups_are_not_read": Layout(
        {f"{STACK}/main.tf": EMPTY, f"{STACK}/x.tf_backup": call("../../modules/a"), "modules/a/main.tf": EMPTY}, {}, 0
    ),
    "hidden_files_are_not_read": Layout(
        {f"{STACK}/main.tf": EMPTY, f"{STACK}/.x.tf": call("../../modules/a"), "modules/a/main.tf": EMPTY}, {}, 0
    ),
    "json": Layout(
        {
            f"{STACK}/main.tf.json": '{"module": {"m": {"source": "../../modules/a"}, "n": [{"source": "./b"}]}}',
            f"{STACK}/b/main.tf": EMPTY,
            "modules/a/main.tf": EMPTY,
        },
        {},
        2,
    ),
    "json_override": Layout(
        {
            f"{STACK}/main.tf": call("../../modules/a"),
            f"{STACK}/x_override.tf.json": '{"module": {"m": {"source": "../../modules/b"}}}',
            "modules/a/main.tf": EMPTY,
            "modules/b/main.tf": EMPTY,
        },
        {},
        1,
    ),
}


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What Terraform installs for each layout: the real folders of all calls, from the top of the repository."""
    found = {}
    for name, (files, links, _) in LAYOUTS.items():
        root = Path(os.path.realpath(tmp_path_factory.mktemp(name)))
        write_files(root, dict(files))
        for path, target in links.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).symlink_to(target)
        folders = installed_modules(root / STACK).values()
        found[name] = [os.path.relpath(os.path.realpath(root / STACK / folder), root) for folder in folders]
    return found


@pytest.mark.parametrize("name", LAYOUTS)
def test_closure_is_what_terraform_installs(judged: dict[str, list[str]], name: str) -> None:
    """A stack reaches the folders that `modules.json` names, and no call of it leads nowhere."""
    files, links, calls = LAYOUTS[name]
    reached, ends = Reach(snapshot(files, links)).closure(STACK)
    assert len(judged[name]) == calls
    assert {module.folder for module in reached[1:]} == set(judged[name])
    assert ends == []

"""The graph as text, JSON (a contract), Mermaid and Graphviz."""

from __future__ import annotations

import json

from oci_assets.report.graph_text import graph_to_dot, graph_to_json, graph_to_lines, graph_to_mermaid
from tests.report.records import catalog

ESTATE = catalog(
    {
        "toronto/identity": [],
        "toronto/kms": ["toronto/identity"],
        "toronto/network": ["toronto/identity"],
        "toronto/compute": ["toronto/network", "~toronto/kms"],
        "ashburn/network": ["toronto/identity"],
    },
    warnings=("a warning",),
)
RINGS = catalog({"t/a": ["t/b"], "t/b": ["t/a"], "u/c": ["u/d"], "u/d": ["u/c"], "u/e": []})
ODD = 'toronto/a"b\\<c>`#'


def test_graph_to_json_in_full() -> None:
    """The contract's object: level and upstreams of each stack with source and kind, levels, cycles."""
    assert graph_to_json(ESTATE, ["toronto/compute", "toronto/identity", "ashburn/network"]) == {
        "stacks": {
            "ashburn/network": {
                "level": 2,
                "upstream": [{"stack": "toronto/identity", "source": "built-in", "kind": "hard"}],
            },
            "toronto/compute": {
                "level": 3,
                "upstream": [
                    {"stack": "toronto/kms", "source": "built-in", "kind": "soft"},
                    {"stack": "toronto/network", "source": "built-in", "kind": "hard"},
                ],
            },
            "toronto/identity": {"level": 1, "upstream": []},
        },
        "levels": [["toronto/identity"], ["ashburn/network"], ["toronto/compute"]],
        "cycles": [],
        "missing": [],
        "warnings": ["a warning"],
    }


def test_graph_to_json_of_cycles() -> None:
    """A broken cycle is told when one of the stacks is its member; levels and keys are in order, all of it is JSON."""
    document = graph_to_json(RINGS, ["t/b", "u/e"])
    assert document["cycles"] == [["t/a", "t/b"]]
    assert document["levels"] == [["u/e"], ["t/b"]]
    assert document["stacks"]["t/b"]["upstream"] == [{"stack": "t/a", "source": "cycle", "kind": "soft"}]
    everything = graph_to_json(RINGS, RINGS.stacks)
    assert everything["cycles"] == [["t/a", "t/b"], ["u/c", "u/d"]]
    assert json.loads(json.dumps(everything)) == everything


def test_graph_to_lines() -> None:
    """A heading a level, soft upstreams in brackets, levels without a wanted stack left out."""
    assert graph_to_lines(ESTATE, ["toronto/identity", "toronto/compute"]) == [
        "Level 1",
        "  toronto/identity",
        "Level 3",
        "  toronto/compute  <- (toronto/kms), toronto/network",
    ]
    assert graph_to_lines(ESTATE, []) == []


def test_graph_to_mermaid() -> None:
    """Solid arrows for hard edges, dotted ones for soft; upstreams of another region are drawn, too."""
    assert graph_to_mermaid(ESTATE, ["ashburn/network", "toronto/compute"]).splitlines() == [
        "flowchart LR",
        '    s0["ashburn/network"]',
        '    s1["toronto/compute"]',
        '    s2["toronto/identity"]',
        '    s3["toronto/kms"]',
        '    s4["toronto/network"]',
        "    s2 --> s0",
        "    s3 -.-> s1",
        "    s4 --> s1",
    ]


def test_graph_to_mermaid_of_odd_names() -> None:
    """Quotes, tags and backticks in a folder's name stay a label."""
    assert graph_to_mermaid(catalog({ODD: []}), [ODD]).splitlines()[1] == (
        '    s0["toronto/a#34;b#92;#60;c#62;#96;#35;"]'
    )


def test_graph_to_dot() -> None:
    """Boxes and arrows, dashed for soft; names are quoted."""
    assert graph_to_dot(ESTATE, ["toronto/compute"]).splitlines() == [
        "digraph estate {",
        "  rankdir=LR;",
        "  node [shape=box];",
        '  "toronto/compute";',
        '  "toronto/kms";',
        '  "toronto/network";',
        '  "toronto/kms" -> "toronto/compute" [style=dashed];',
        '  "toronto/network" -> "toronto/compute";',
        "}",
    ]
    assert '  "toronto/a\\"b\\\\<c>`#";' in graph_to_dot(catalog({ODD: []}), [ODD])

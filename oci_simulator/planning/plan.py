"""What Terraform is told that a resource will look like: the configuration, and the rest as it is or known after apply.

A rule of the legacy SDK is behind each branch: on creation what nobody configured is unknown, on a change it stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from oci_simulator.facts import Attribute, Block, TypeFacts
from oci_simulator.planning.conditional import conditional_paths
from oci_simulator.planning.pairing import pair
from oci_simulator.planning.replacement import Path, replacing_paths
from oci_simulator.planning.values import UNKNOWN, Shape, Unknown, elements, is_known, same

Tree = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """The planned object, and the paths whose change needs a new resource (a step is a name or a list index)."""

    planned: dict[str, Any]
    requires_replace: tuple[Path, ...] = ()


def plan_resource(facts: TypeFacts, prior: Tree | None, config: Tree) -> Plan:
    """The plan for one resource; `timeouts` ride along, and their change alone is no change, as with the legacy SDK."""
    planned = _planned_object(facts, prior, with_defaults(facts, config))
    if prior is None:
        return Plan({**planned, **_timeouts(facts, config)})
    if unchanged(facts, prior, planned):
        return Plan(dict(prior))
    paths = (*replacing_paths(facts, prior, planned), *conditional_paths(facts.name, prior, planned))
    return Plan({**planned, **_timeouts(facts, config)}, tuple(dict.fromkeys(paths)))


def with_defaults(shape: Shape, config: Tree) -> dict[str, Any]:
    """A configuration with what the provider itself configures where it is silent."""
    found = dict(config)
    for name, attribute in shape.attributes.items():
        if found.get(name) is None and attribute.default is not None:
            found[name] = attribute.default
    for name, block in shape.blocks.items():
        parts = found.get(name)
        if isinstance(parts, dict):
            found[name] = with_defaults(block, parts)
        elif isinstance(parts, list):
            found[name] = [with_defaults(block, part) for part in parts]
    return found


def unchanged(shape: Shape, prior: Tree, planned: Tree) -> bool:
    """Whether two objects of a shape mean the same, a set in any order."""
    if not all(
        same(attribute.type, prior.get(name), planned.get(name)) for name, attribute in shape.attributes.items()
    ):
        return False
    return all(_block_unchanged(block, prior.get(name), planned.get(name)) for name, block in shape.blocks.items())


def _block_unchanged(block: Block, prior: Any, planned: Any) -> bool:
    if isinstance(planned, Unknown):
        return False
    before, after = elements(prior), elements(planned)
    if len(before) != len(after):
        return False
    pairs = zip(after, pair(block, after, before, lambda inner, new, old: unchanged(inner, old, new)), strict=True)
    return all(there is not None and unchanged(block, there, here) for here, there in pairs)


def _timeouts(facts: TypeFacts, config: Tree) -> dict[str, Any]:
    return {"timeouts": config.get("timeouts")} if facts.timeouts else {}


def _planned_object(shape: Shape, prior: Tree | None, config: Tree) -> dict[str, Any]:
    planned = {name: _planned(attribute, name, prior, config) for name, attribute in shape.attributes.items()}
    for name, block in shape.blocks.items():
        planned[name] = _planned_block(block, None if prior is None else prior.get(name), config.get(name), prior)
    return planned


def _planned(attribute: Attribute, name: str, prior: Tree | None, config: Tree) -> Any:
    wanted = config.get(name)
    if wanted is None and attribute.computed:
        return UNKNOWN if prior is None else prior.get(name)
    # What is the same keeps the form it has in the state: the order of a set, 1 or 1.0.
    if prior is not None and is_known(wanted) and same(attribute.type, wanted, prior.get(name)):
        return prior.get(name)
    return wanted


def _planned_block(block: Block, prior: Any, wanted: Any, parent: Tree | None) -> Any:
    if isinstance(wanted, Unknown):
        return wanted
    if block.computed and not elements(wanted):
        return UNKNOWN if parent is None else prior
    if block.nesting == "single":
        return None if wanted is None else _planned_object(block, prior, wanted)
    existing = pair(block, elements(wanted), elements(prior))
    return [_planned_object(block, there, here) for here, there in zip(elements(wanted), existing, strict=True)]

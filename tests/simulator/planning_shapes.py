"""Random schemas and configurations for them, for the rules that must hold for every type."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from oci_simulator.facts import Attribute, Block, TypeFacts

FLAGS = ("required", "optional", "computed", "both", "secret")
TYPES = ("string", "number", "bool", ["map", "string"], ["list", "string"], ["set", "number"])
_NAMES = ("a", "b", "c")


def attribute(cty: Any, flag: str, *, force_new: bool = False) -> Attribute:
    """An attribute of a kind: secret is optional, and never returned."""
    return Attribute(
        cty,
        required=flag == "required",
        optional=flag in {"optional", "both", "secret"},
        computed=flag in {"computed", "both"},
        write_only=flag == "secret",
        force_new=force_new,
    )


def attributes() -> st.SearchStrategy[dict[str, Attribute]]:
    """A few attributes of any type and kind."""
    one = st.builds(attribute, st.sampled_from(TYPES), st.sampled_from(FLAGS))
    return st.dictionaries(st.sampled_from(_NAMES), one, min_size=1, max_size=3)


def blocks(depth: int = 2) -> st.SearchStrategy[dict[str, Block]]:
    """A few nested blocks, lists and sets, some of which the service fills in."""
    inner = blocks(depth - 1) if depth else st.just({})
    one = st.builds(
        Block,
        nesting=st.sampled_from(("list", "set")),
        optional=st.just(True),
        computed=st.booleans(),
        attributes=attributes(),
        blocks=inner,
    )
    return st.dictionaries(st.sampled_from(("x", "y")), one, max_size=2)


def types() -> st.SearchStrategy[TypeFacts]:
    """A resource type."""
    made = {"id": Attribute("string", computed=True)}
    return st.builds(
        TypeFacts,
        name=st.just("oci_test"),
        attributes=attributes().map(lambda found: {**found, **made}),
        blocks=blocks(),
        timeouts=st.just(("create",)),
    )


def values(cty: Any) -> st.SearchStrategy[Any]:
    """A value of a type, as the codec gives it."""
    if cty == "string":
        return st.sampled_from(("", "one", "two"))
    if cty == "number":
        return st.sampled_from((0, 1, 2.5))
    if cty == "bool":
        return st.booleans()
    if cty[0] == "map":
        return st.dictionaries(st.sampled_from(("k", "l")), values(cty[1]), max_size=2)
    return st.lists(values(cty[1]), max_size=2, unique=cty[0] == "set")


def configurations(shape: TypeFacts | Block) -> st.SearchStrategy[dict[str, Any]]:
    """What somebody may write for a shape."""
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for name, one in shape.attributes.items():
        chosen = values(one.type) if one.required or one.optional else st.none()
        parts[name] = chosen if one.required else st.none() | chosen
    for name, block in shape.blocks.items():
        parts[name] = st.lists(configurations(block), max_size=3)
    return st.fixed_dictionaries(parts)

"""One configuration file -> the part of it that `terraform init` reads, in a form that layout and comments leave alone.

Init looks at `terraform` blocks, at the providers that other blocks name or imply, and at the sources of modules.
What cannot be told with certainty is None, and then every byte of the stack counts.
https://developer.hashicorp.com/terraform/cli/commands/init
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath

from oci_assets.estate.hcl_body import Block, parse
from oci_assets.estate.hcl_facts import plain_text
from oci_assets.estate.hcl_lexer import lex
from oci_assets.estate.hcl_tokens import ID, INTERPOLATE, NEWLINE, Span, Tokens
from oci_assets.estate.init_reads_json import json_parts

VERSION = 1
"""Goes up when the form changes: what was read in an older one is read anew."""

# Blocks that say nothing to init. `import`, `removed`, `check` and blocks that we do not know count as a whole.
SILENT = frozenset({"variable", "output", "locals", "moved"})
# Blocks of a type whose name begins with the provider's, unless they name another one.
TYPED = frozenset({"resource", "data", "ephemeral", "action"})
# What init takes from blocks that are not about Terraform itself.
READ = {"module": ("source", "version"), "provider": ("version",), **dict.fromkeys(TYPED, ("provider",))}
_CONSTANT_NAMES = frozenset({"true", "false", "null"})


def init_reads(data: bytes, name: str) -> str | None:
    """What init reads of a file of this name, a line for each part, in an order of its own; empty for nothing.

    None: it cannot be told, or needs an evaluation.
    """
    parts = json_parts(data) if name.endswith(".json") else _hcl_parts(plain_text(data))
    if parts is None:
        return None
    # An override is merged into other files, and a file for OpenTofu stands in for one for Terraform.
    stem = PurePath(name).name.partition(".")[0]
    if stem == "override" or stem.endswith("_override") or ".tofu" in name:
        parts = [f"{name}: {part}" for part in ("", *parts)]
    return "\n".join(sorted(set(parts)))


def _hcl_parts(text: str) -> list[str] | None:
    """The parts of a text in HCL's own syntax."""
    tokens = lex(text)
    top = parse(tokens)
    if tokens.broken is not None or top.attributes:
        return None
    parts: list[str] = []
    for block in top.blocks:
        if block.type in SILENT:
            continue
        if block.type in READ and block.labels:
            if block.type == "module" and any(_is_computed(tokens, span) for span in _spans(block)):
                return None
            parts.append(_part(tokens, block))
        elif block.type == "terraform" and any(_is_computed(tokens, span) for span in _backend_spans(block)):
            return None
        else:
            parts.append(_written(tokens, _whole(tokens, block)))
    return parts


def _part(tokens: Tokens, block: Block) -> str:
    label = block.labels[0]
    if block.type in TYPED:
        named = " ".join(_written(tokens, span) for span in _spans(block))
        return f"needs {named or label.partition('_')[0]}"
    said = (f"{name} = {_written(tokens, block.body.attributes[name])}" for name in _given(block))
    return json.dumps([block.type, label, *said])


def _given(block: Block) -> Iterator[str]:
    return (name for name in READ[block.type] if name in block.body.attributes)


def _spans(block: Block) -> Iterator[Span]:
    return (block.body.attributes[name] for name in _given(block))


def _whole(tokens: Tokens, block: Block) -> Span:
    """All tokens of a block at the top, from its type to its closing brace."""
    first = tokens.ends.index(block.position)
    brace = first + 1 + len(block.labels)
    return first, tokens.partners[brace] + 1


def _written(tokens: Tokens, span: Span) -> str:
    """An expression or block without its layout; where lines end matters, how many of them do not."""
    kinds, values = tokens.kinds, tokens.values
    return json.dumps([[kinds[i], "" if kinds[i] == NEWLINE else values[i]] for i in range(*span)])


def _backend_spans(settings: Block) -> Iterator[Span]:
    """What the backend (or `cloud`) of a block of settings is told, also in blocks inside it."""
    for backend in settings.body.blocks:
        if backend.type in {"backend", "cloud"}:
            for body in (backend.body, *(inner.body for inner in backend.body.blocks)):
                yield from body.attributes.values()


def _is_computed(tokens: Tokens, span: Span) -> bool:
    """Whether an expression needs a value from elsewhere (OpenTofu, and Terraform from 1.15 on, allow some)."""
    start, stop = span
    return any(
        tokens.kinds[i] == INTERPOLATE
        or (
            tokens.kinds[i] == ID
            and tokens.values[i] not in _CONSTANT_NAMES
            and tokens.kinds[i + 1 : i + 2] not in (["="], [":"])  # the name of a pair
        )
        for i in range(start, stop)
    )

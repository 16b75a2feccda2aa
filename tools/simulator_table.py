"""Writes `oci_simulator/table/`: names, types, flags and nesting of the provider's types, from its bindings on PyPI.

    pip download --no-deps pulumi-oci && unzip -d BINDINGS pulumi_oci-*.whl
    python tools/simulator_table.py BINDINGS

What the bindings do not tell (sets, defaults, which nested values are only computed) stands in
`tools/simulator_corrections/*.json`, read from the provider's public source, and is laid over it.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tools.simulator_bindings import Kind, Property, parse, without  # noqa: E402
from tools.simulator_correct import correct, corrections  # noqa: E402
from tools.simulator_names import as_configured, every_name, own_name  # noqa: E402
from tools.simulator_types import ALIASES, DATA, RESOURCES, names, place  # noqa: E402

TABLE = ROOT / "oci_simulator" / "table"
CORRECTIONS = ROOT / "tools" / "simulator_corrections"
UPDATABLE = "(Updatable)"
TIMEOUTS = ["create", "delete", "update"]


class Reader:
    """Reads types of one module of the bindings."""

    def __init__(self, bindings: Path, module: str) -> None:
        self._folder = bindings / "pulumi_oci" / module

    def resource(self, name: str, file: str) -> dict[str, Any]:
        """A resource type's facts."""
        parsed = parse(self._folder / f"{file}.py")
        own = next(c.removeprefix("_").removesuffix("State") for c in parsed.arguments if c.startswith("_"))
        init = (
            f"{own}InitArgs" if f"{own}InitArgs" in parsed.arguments else f"{own}Args"
        )  # where Args is a nested type's
        arguments = parsed.arguments[init]
        facts: dict[str, Any] = {
            "type": name,
            "import": parsed.import_id,
            "attributes": {"id": ["string", "C"]},
            "blocks": {},
        }
        for key, told in sorted(parsed.properties[own].items()):
            required = arguments[key][1] if key in arguments else None
            self._put(facts, key, told, required=required, secret=parsed.secret)
        facts["attributes"] = dict(sorted(facts["attributes"].items()))
        return {**facts, "timeouts": TIMEOUTS}

    def _put(
        self, facts: dict[str, Any], key: str, told: Property, *, required: bool | None, secret: frozenset[str]
    ) -> None:
        """One property, as an attribute or, where something can be configured in it, as a block."""
        flags = _flags(told, required=required) + ("S" if key in secret else "")
        if told.kind.nested is None:
            facts["attributes"][key] = [told.kind.cty, flags]
        elif required is None:
            facts["attributes"][own_name(key)] = [self._computed(told.kind), flags]
        else:
            facts["blocks"][key] = self._block(told.kind, flags)

    def _block(self, kind: Kind, flags: str) -> dict[str, Any]:
        inputs = parse(self._folder / "_inputs.py").arguments.get(f"{kind.nested}Args", {})
        facts: dict[str, Any] = {"attributes": {}, "blocks": {}}
        for key, told in sorted(parse(self._folder / "outputs.py").properties[str(kind.nested)].items()):
            required = inputs[key][1] if key in inputs else None
            if told.kind.nested is None or required is None:
                cty = told.kind.cty if told.kind.nested is None else self._computed(told.kind)
                facts["attributes"][own_name(key) if required is None else key] = [
                    cty,
                    _flags(told, required=required, nested=True),
                ]
            else:
                facts["blocks"][key] = self._block(told.kind, _flags(told, required=required, nested=True))
        return {"nesting": "list", "flags": flags, "max": 0 if kind.many else 1, **facts}

    def _computed(self, kind: Kind) -> Any:
        """The cty type of what is only computed: lists of objects, also where there is only one."""
        if kind.nested is None:
            return kind.cty
        properties = parse(self._folder / "outputs.py").properties[kind.nested]
        return [
            "list",
            ["object", {own_name(key): self._computed(told.kind) for key, told in sorted(properties.items())}],
        ]

    def data_source(self, name: str, file: str) -> dict[str, Any]:
        """A data source's facts."""
        parsed = parse(self._folder / f"{file}.py")
        arguments = without(parsed.functions[file], "opts")
        result = next(c for c in parsed.properties if c.startswith("Get") and c.endswith("Result"))
        told = parsed.properties[result]
        facts: dict[str, Any] = {"type": name, "attributes": {}, "blocks": {}}
        for key, (kind, _) in sorted(arguments.items()):
            required = key in told and not told[key].kind.optional
            if key == "filters":
                facts["blocks"]["filter"] = _filter()
            elif kind.nested:
                facts["blocks"][key] = self._argument_block(kind, required=required)
            else:
                facts["attributes"][own_name(key)] = [kind.cty, "R" if required else "O"]
        for key, answered in told.items():
            if key not in arguments:
                facts["attributes"][own_name(key)] = [self._computed(answered.kind), "C"]
        facts["attributes"].setdefault("id", ["string", "C"])
        facts["attributes"] = dict(sorted(facts["attributes"].items()))
        return facts

    def _argument_block(self, kind: Kind, *, required: bool) -> dict[str, Any]:
        inputs = parse(self._folder / "_inputs.py").arguments.get(str(kind.nested), {})
        attributes = {
            key: [inner.cty or "string", "R" if needed else "O"] for key, (inner, needed) in sorted(inputs.items())
        }
        return {
            "nesting": "list",
            "flags": "R" if required else "O",
            "max": 0 if kind.many else 1,
            "attributes": attributes,
            "blocks": {},
        }


def _filter() -> dict[str, Any]:
    return {
        "nesting": "set",
        "flags": "O",
        "max": 0,
        "attributes": {"name": ["string", "R"], "regex": ["bool", "O"], "values": [["list", "string"], "R"]},
        "blocks": {},
    }


def _flags(told: Property, *, required: bool | None, nested: bool = False) -> str:
    if required is None:
        return "C"
    # Of nested properties the bindings do not tell whether they are computed; most of the provider's are.
    flags = "R" if required else "O" if told.kind.optional and not nested else "OC"
    return flags + ("" if UPDATABLE in told.text[:60] else "F") + ("D" if told.deprecated else "")


def write(bindings: Path) -> int:
    """Writes all files; how many."""
    laid_over = corrections(CORRECTIONS)
    count = 0
    configured: dict[str, frozenset[str]] = {}
    for kind, groups in (("resources", RESOURCES), ("data", DATA)):
        folder = TABLE / kind
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in names(groups):
            module, file = place(name, data=kind == "data")
            reader = Reader(bindings, module)
            facts = reader.data_source(name, file) if kind == "data" else reader.resource(name, file)
            if kind == "data":
                known = configured.get(shown(name, configured), frozenset())
                as_configured(facts, known, is_one=name in configured)
            correct(facts, laid_over[kind].get(name, {}))
            if kind == "resources":
                configured[name] = every_name(facts)
            aliases = [
                alias for alias, of in ALIASES.items() if of == name and alias.startswith("data ") == (kind == "data")
            ]
            for each in (name, *(alias.removeprefix("data ") for alias in aliases)):
                (folder / f"{each}.json").write_text(pretty({**facts, "type": each}), encoding="utf-8")
                count += 1
    return count


def shown(name: str, resources: Collection[str]) -> str:
    """The resource type that a data source shows, if it is one of these."""
    forms = (name, name.removesuffix("s"), name.removesuffix("es"), f"{name.removesuffix('ies')}y")
    return next((form for form in forms if form in resources), "")


def pretty(facts: dict[str, Any]) -> str:
    """JSON with one line for each attribute."""
    return _lines(facts, 0) + "\n"


def _lines(value: Any, depth: int) -> str:
    if not isinstance(value, dict) or not value or all(not isinstance(v, (dict, list)) for v in value.values()):
        return json.dumps(value)
    inner = " " * (depth + 1)
    parts = [f"{inner}{json.dumps(key)}: {_lines(item, depth + 1)}" for key, item in value.items()]
    return "{\n" + ",\n".join(parts) + "\n" + " " * depth + "}"


if __name__ == "__main__":
    print(write(Path(sys.argv[1])), "types")

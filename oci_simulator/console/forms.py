"""Values as a type has them: what a person writes is brought into that form, or refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from oci_simulator.cloud.store import Object
from oci_simulator.console.trouble import Trouble, choices
from oci_simulator.facts import Attribute, Block, TypeFacts, find
from oci_simulator.planning.coercion import CoercionError, coerce

Form = Any  # TypeFacts, Block, or the JSON form of a cty type
_PLAIN = {bool: "bool", int: "number", float: "number"}


def form_of(thing: Object) -> TypeFacts:
    """The shape of an object's type; of one that only the cloud makes, what a data source shows."""
    return find("resources", thing.type) or find("data", thing.type) or _guessed(thing)


def _guessed(thing: Object) -> TypeFacts:
    attributes = {
        name: Attribute(_PLAIN.get(type(value), "string"), optional=True) for name, value in thing.data.items()
    }
    return TypeFacts(thing.type, attributes)


def read_value(form: Form, text: str, where: str) -> Any:
    """The value that a text stands for: JSON, or for texts the text itself.

    Raises:
        Trouble: it does not fit.
    """
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    if form == "string" and not isinstance(value, str) and value is not None:
        value = text  # 010 and 1e3 are texts here
    return conform(form, value, where)


def conform(form: Form, value: Any, where: str) -> Any:
    """A value in its type's form; of nested blocks only what is given.

    Raises:
        Trouble: it does not fit.
    """
    if isinstance(form, (TypeFacts, Block)):
        return _element(form, value, where)
    try:
        return coerce(form, value, where)
    except CoercionError as error:
        raise Trouble(str(error)) from error


def _element(form: TypeFacts | Block, value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise Trouble(f'{where}: {value!r} is no object, such as {{"{_first(form)}": ...}}')
    made = {name: _part(form, name, inner, where) for name, inner in value.items()}
    missing = [name for name, each in form.attributes.items() if each.required and made.get(name) is None]
    missing += [name for name, each in form.blocks.items() if each.min and not made.get(name)]
    if missing:
        raise Trouble(f"{where}: needs {', '.join(missing)}")
    return made


def _part(form: TypeFacts | Block, name: str, value: Any, where: str) -> Any:
    if (attribute := form.attributes.get(name)) is not None:
        return conform(attribute.type, value, f"{where}.{name}")
    block = form.blocks.get(name)
    if block is None:
        raise Trouble(f"{where}: there is no {name}{choices(name, (*form.attributes, *form.blocks))}")
    listed = value if isinstance(value, list) else [value]
    return [conform(block, each, f"{where}.{name}") for each in listed]


def _first(form: TypeFacts | Block) -> str:
    required = [name for name, each in form.attributes.items() if each.required]
    return next(iter((*required, *form.attributes)), "name")

"""A change of an object's values, by the rules of its type."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from oci_simulator.cloud.store import Object
from oci_simulator.console.forms import Form, conform, form_of, read_value
from oci_simulator.console.paths import Edit, Step
from oci_simulator.console.trouble import Trouble, choices
from oci_simulator.facts import Block, TypeFacts

_FIXED = {"id", "timeouts"}


def edited(thing: Object, edits: list[Edit]) -> dict[str, Any]:
    """The top-level values that change; None for one that goes.

    Raises:
        Trouble: an unknown name, a place that is not there, a value that does not fit.
    """
    data, form = deepcopy(thing.data), form_of(thing)
    for edit in edits:
        if edit.steps[0] in _FIXED:
            raise Trouble(f"{edit.path}: cannot be changed, it is what the object is known by")
        if edit.sign == "=" and edit.value.strip() != "null":
            _walk(form, data, list(edit.steps), _Set(edit))
        else:
            _walk(form, data, list(edit.steps), _Append(edit) if edit.sign == "+=" else _Remove(edit))
    return {name: data.get(name) for name in {str(edit.steps[0]) for edit in edits}}


class _Set:
    """Puts a value in a place."""

    def __init__(self, edit: Edit) -> None:
        self.edit = edit

    def do(self, form: Form, holder: Any, step: Step, *, is_many: bool) -> None:
        """`is_many`: the place holds a list of blocks."""
        value: Any
        if is_many:
            value = read_value("any", self.edit.value, self.edit.path)
            listed = value if isinstance(value, list) else [value]
            value = [conform(form, each, self.edit.path) for each in listed]
        else:
            value = read_value(form, self.edit.value, self.edit.path)
        holder[step] = value


class _Append(_Set):
    """Adds to a list, or to a map."""

    def do(self, form: Form, holder: Any, step: Step, *, is_many: bool) -> None:
        """Adds one element, or all of a JSON list."""
        there = holder[step] if isinstance(step, int) else holder.get(step)
        if not is_many and isinstance(form, list) and form[0] == "map":
            holder[step] = {**(there or {}), **read_value(form, self.edit.value, self.edit.path)}
            return
        if not is_many and not (isinstance(form, list) and form[0] in {"list", "set"}):
            raise Trouble(f"{self.edit.path}: is no list, += adds to lists and maps only")
        inner = form if is_many else form[1]
        raw = read_value("any", self.edit.value, self.edit.path)
        added = raw if isinstance(raw, list) else [raw]
        holder[step] = [*(there or []), *(conform(inner, each, self.edit.path) for each in added)]


class _Remove(_Set):
    """Takes a value out; with a value after the sign only those elements of a list that equal it."""

    def do(self, form: Form, holder: Any, step: Step, *, is_many: bool) -> None:
        """Refuses what is not there."""
        there = holder[step] if isinstance(step, int) else holder.get(step)
        if there is None:
            raise Trouble(
                f"{self.edit.path}: is not there{choices(str(step), holder if isinstance(holder, dict) else ())}"
            )
        if self.edit.sign == "=" or not self.edit.value:
            del holder[step]
            return
        if not isinstance(there, list):
            raise Trouble(f"{self.edit.path}: is no list, write {self.edit.path}-= to remove it")
        inner = form if is_many else form[1]
        raw = read_value("any", self.edit.value, self.edit.path)
        wanted = raw if isinstance(raw, list) else [raw]
        unwanted = wanted if is_many else [conform(inner, each, self.edit.path) for each in wanted]
        left = [each for each in there if each not in unwanted]
        if left == there:
            raise Trouble(f"{self.edit.path}: {self.edit.value} is not among {there}")
        holder[step] = left


def _walk(form: Form, holder: Any, steps: list[Step], action: _Set) -> None:
    """Goes to the place that the steps name and acts there."""
    step, rest = steps[0], steps[1:]
    where = action.edit.path
    if isinstance(form, (TypeFacts, Block)):
        _into_object(form, holder, step, rest, action)
    elif isinstance(form, list) and form[0] == "map":
        action.do(form[1], holder, ".".join(str(each) for each in steps), is_many=False)
    elif isinstance(form, list) and form[0] in {"list", "set"}:
        number = _number(holder, step, where)
        _on(form[1], holder, number, rest, action)
    elif isinstance(form, list) and form[0] == "object" and step in form[1]:
        _on(form[1][step], holder, step, rest, action)
    else:
        raise Trouble(f"{where}: there is nothing called {step} in it")


def _into_object(form: TypeFacts | Block, holder: Any, step: Step, rest: list[Step], action: _Set) -> None:
    where = action.edit.path
    if step in form.attributes:
        is_removal = isinstance(action, _Remove) and not rest and not (action.edit.sign == "-=" and action.edit.value)
        if is_removal and form.attributes[str(step)].required:
            raise Trouble(f"{where}: is required, it can be changed and not removed")
        _on(form.attributes[str(step)].type, holder, step, rest, action)
        return
    block = form.blocks.get(str(step))
    if block is None:
        raise Trouble(f"{where}: there is no {step}{choices(str(step), (*form.attributes, *form.blocks))}")
    if not rest:
        action.do(block, holder, step, is_many=True)
        return
    listed = holder.setdefault(step, [])
    if not isinstance(rest[0], int) and len(listed) != 1:
        raise Trouble(f"{where}: there are {len(listed)} {step}, say which: {step}[0].{rest[0]}")
    number = _number(listed, rest[0], where) if isinstance(rest[0], int) else 0
    _on(block, listed, number, rest[1:] if isinstance(rest[0], int) else rest, action)


def _on(form: Form, holder: Any, step: Step, rest: list[Step], action: _Set) -> None:
    if not rest:
        action.do(form, holder, step, is_many=False)
        return
    inner = holder[step] if isinstance(step, int) else holder.get(step)
    if inner is None:
        inner = [] if isinstance(form, list) and form[0] in {"list", "set"} else {}
        holder[step] = inner
    _walk(form, inner, rest, action)


def _number(listed: Any, step: Step, where: str) -> int:
    if not isinstance(step, int):
        raise Trouble(f"{where}: is a list, say which element: [0]")
    if not -len(listed) <= step < len(listed):
        raise Trouble(f"{where}: there is no element {step}, it has {len(listed)}")
    return step

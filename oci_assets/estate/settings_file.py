"""Reads `oci-assets.yaml`: YAML -> settings, or every mistake at once with its line and path."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from oci_assets.errors import EstateError, SettingsError, SettingsProblem
from oci_assets.estate.settings import Settings

FILE_NAME = "oci-assets.yaml"


class _Loader(yaml.SafeLoader):
    """An impossible date is a text, so that it is a mistake at its key and not of the whole file."""

    def moment(self, node: yaml.ScalarNode) -> Any:
        """A date or a moment as YAML has it."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return self.construct_scalar(node)


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.moment)


_MAPPING, _LIST = "must be a mapping of keys to values", "must be a list, as [network, identity]"
_TEXT_KEYS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"}
_SHAPES = {"model_type": _MAPPING, "model_attributes_type": _MAPPING, "dict_type": _MAPPING, "tuple_type": _LIST}


def load_settings(root: Path, config: Path | None = None) -> Settings:
    """The settings of the estate in `root`, or of another file; defaults when `oci-assets.yaml` is not there.

    Raises:
        SettingsError: the file has mistakes, all of them are named.
        EstateError: the file cannot be read, or `config` names none.
    """
    file = config or root / FILE_NAME
    if config is None and not file.exists() and not file.is_symlink():
        if file.with_suffix(".yml").exists():
            raise EstateError(f"settings are read from {FILE_NAME}: git mv oci-assets.yml {FILE_NAME}")
        return Settings()
    try:
        data = file.read_bytes()
    except OSError as error:
        raise EstateError(f"settings file {str(file)!r} cannot be read: {error.strerror}") from error
    return parse_settings(data, file.name if config is None else str(file))


def parse_settings(data: bytes, name: str = FILE_NAME) -> Settings:
    """The settings in the bytes of a file; an empty file means all defaults.

    Raises:
        SettingsError: mistakes; `name` is how the message calls the file.
    """
    try:
        node = yaml.compose(data.decode("utf-8-sig"), Loader=_Loader)
        content = yaml.load(data.decode("utf-8-sig"), Loader=_Loader)  # noqa: S506 - it is a safe one
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise SettingsError(name, [_unreadable(error)]) from error
    wrong_keys = list(_key_problems(node))
    try:
        settings = Settings.model_validate({} if content is None else content)
    except ValidationError as error:
        raise SettingsError(name, sorted([*wrong_keys, *_problems(error, node)], key=lambda p: p.line)) from error
    if wrong_keys:
        raise SettingsError(name, sorted(wrong_keys, key=lambda p: p.line))
    return settings


def _unreadable(error: Exception) -> SettingsProblem:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return SettingsProblem(error.problem_mark.line + 1, "(file)", f"not YAML: {error.problem or error.context}")
    return SettingsProblem(1, "(file)", f"not YAML: {str(error).splitlines()[0]}")


def _problems(error: ValidationError, node: yaml.Node | None) -> Iterator[SettingsProblem]:
    seen: set[tuple[Any, ...]] = set()
    for detail in error.errors(include_url=False, include_context=True):
        keys = tuple(key for key in detail["loc"] if key != "[key]")
        if detail["type"] == "invalid_key" or (detail["type"] == "string_type" and detail["loc"][-1] == "[key]"):
            continue  # `_key_problems` names it as it is written
        if keys not in seen:  # one value of a union is refused once for each member
            seen.add(keys)
            yield SettingsProblem(_line(node, keys), ".".join(str(key) for key in keys) or "(file)", _message(detail))


def _message(detail: ErrorDetails) -> str:
    if detail["type"] == "extra_forbidden":
        return f"unknown key{_suggestion(detail['loc'])}"
    if detail["type"] in _SHAPES:
        return _SHAPES[detail["type"]]
    message = detail["msg"].removeprefix("Value error, ")
    value = detail["input"]
    shown = f", not {value!r}" if isinstance(value, str | int | float | bool) or value is None else ""
    return f"{message[:1].lower()}{message[1:]}{shown}"


def _suggestion(loc: Sequence[int | str]) -> str:
    model: type[BaseModel] | None = Settings
    for key in loc[:-1]:
        field = model.model_fields.get(str(key)) if model else None
        model = _model_in(field.annotation) if field else model
    known = list(model.model_fields) if model else []
    close = difflib.get_close_matches(str(loc[-1]), known, n=1)
    return f", did you mean {close[0]!r}?" if close else f"; known are {', '.join(sorted(known))}"


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The section that a field holds: itself, or the values of a mapping."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    parts = getattr(annotation, "__args__", ())
    return next((found for part in parts if (found := _model_in(part))), None)


def _line(node: yaml.Node | None, keys: Sequence[int | str]) -> int:
    """Where the value at these keys stands, from 1; as far down as the file goes."""
    line = node.start_mark.line + 1 if node else 1
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(key)), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 1
    return line


def _key_problems(node: yaml.Node | None) -> Iterator[SettingsProblem]:
    """Keys that stand twice in one mapping (YAML would silently take the last), and keys that are no text."""
    pending = [(node, "")]
    looked_at = set()  # an alias leads to a node a second time, or round in a circle
    for current, path in pending:
        if not isinstance(current, yaml.MappingNode) or id(current) in looked_at:
            continue
        looked_at.add(id(current))
        seen: dict[str, int] = {}
        for key, value in current.value:
            where, line = f"{path}.{key.value}".lstrip("."), key.start_mark.line + 1
            if key.value in seen:
                yield SettingsProblem(line, where, f"is there already in line {seen[key.value]}")
            elif key.tag not in _TEXT_KEYS:
                yield SettingsProblem(line, where, f"the key is no text for YAML: write '{key.value}' in quotes")
            seen.setdefault(str(key.value), line)
            pending.append((value, where))

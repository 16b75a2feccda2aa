"""How one call becomes a response: the facts it needs, the value it carries, the message when it fails."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from oci_simulator import facts
from oci_simulator.facts import Kind, TypeFacts
from oci_simulator.planning.coercion import CoercionError
from oci_simulator.protocol.codec import encode
from oci_simulator.protocol.diagnostics import diagnostic
from oci_simulator.protocol.messages import message
from oci_simulator.protocol.session import NotConfiguredError

logger = logging.getLogger(__name__)


class UnknownTypeError(LookupError):
    """A type that the table does not have."""


def find_type(kind: Kind, name: str) -> TypeFacts:
    """The facts of a type.

    Raises:
        UnknownTypeError: The table has no such type.
    """
    found = facts.find(kind, name)
    if found is None:
        raise UnknownTypeError(f"{name!r} is not among the types that the simulator has (table/{kind})")
    return found


def value(tree: Any) -> Any:
    """A tree, or null, as the message that carries it."""
    return message("DynamicValue")(msgpack=encode(tree))


def guarded(response_name: str, handler: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """A handler whose trouble becomes a message for people instead of "the plugin crashed"."""

    def handle(request: Any, context: Any) -> Any:
        try:
            return handler(request, context)
        except (CoercionError, NotConfiguredError, UnknownTypeError) as error:
            trouble = diagnostic("The simulator cannot answer", str(error))
        except Exception as error:
            logger.exception("%s failed", response_name.removesuffix("Response"))
            detail = f"{type(error).__name__}: {error}. This is a fault of the simulator; TF_LOG=debug shows where."
            trouble = diagnostic("The simulator failed", detail)
        return message(response_name)(diagnostics=[trouble], **_kept(request, response_name))

    return handle


def _kept(request: Any, response_name: str) -> dict[str, Any]:
    """The state that the caller had: an answer without one would make Terraform forget the resource."""
    before = {"ApplyResponse": "prior_state", "ReadResourceResponse": "current_state"}.get(response_name)
    return {"new_state": getattr(request, before)} if before else {}

"""What the provider itself does about compartments, whatever the service would (`identity_compartment_resource.go`).

Without `enable_delete = true` a destroy leaves the compartment in the cloud and only forgets it; to make one whose
name is taken is then to take that one over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oci_simulator.cloud import ServiceError
from oci_simulator.cloud.behaviours.identity import TENANCY
from oci_simulator.protocol.desk import CloudDoor

TYPE = "oci_identity_compartment"
_ADVICE = (
    "A compartment with enable_delete = true does not take over one that exists under its name. "
    "To manage that one use terraform import, or leave enable_delete away"
)
Tree = Mapping[str, Any]


def stays(type_name: str, prior: Tree | None) -> bool:
    """Whether a destroy leaves the object where it is, by what its state says."""
    return type_name == TYPE and (prior or {}).get("enable_delete") is not True


def made(cloud: CloudDoor, region: str, values: Tree, create: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The compartment that `create` makes, else the one of the same name and parent with the new values.

    Raises:
        ServiceError: the service refuses, or one that may be deleted would take over another.
    """
    try:
        return create()
    except ServiceError as error:
        if error.status != 409 or error.created is not None:
            raise
        if values.get("enable_delete"):
            raise ServiceError(409, error.code, f"{error.message}. {_ADVICE}") from error
        listed = cloud.search("oci_identity_compartments", region, _place(values))["compartments"]
        if len(listed) != 1:
            raise
        return cloud.update(TYPE, region, str(listed[0]["id"]), dict(values), timeout=None, stop=None)


def _place(values: Tree) -> dict[str, Any]:
    return {"compartment_id": values.get("compartment_id") or TENANCY, "name": values.get("name")}

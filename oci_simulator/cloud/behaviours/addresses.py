"""Public addresses that are reserved."""

from __future__ import annotations

from oci_simulator.cloud.behaviours.network import public_address
from oci_simulator.cloud.registry import Moment, decides


@decides("oci_core_public_ip")
def public_ip(moment: Moment) -> None:
    """An address, assigned where a private one is named."""
    values = moment.values
    values.setdefault("ip_address", public_address(f"{values.get('display_name')}{values.get('private_ip_id')}"))
    values["scope"] = "REGION"
    target = values.get("private_ip_id")
    values["state"] = "ASSIGNED" if target else "AVAILABLE"
    values["assigned_entity_id"], values["assigned_entity_type"] = target, "PRIVATE_IP" if target else None

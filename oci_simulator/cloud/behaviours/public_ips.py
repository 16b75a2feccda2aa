"""Public addresses: who holds them. Load balancers and NAT gateways take reserved ones by naming them."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.behaviours.addresses import public_address
from oci_simulator.cloud.errors import conflict
from oci_simulator.cloud.registry import Moment, changed, decides, left
from oci_simulator.cloud.store import Object

TYPE, PRIVATE = "oci_core_public_ip", "oci_core_private_ip"
_NAT = "oci_core_nat_gateway"
_BALANCERS = ("oci_load_balancer_load_balancer", "oci_network_load_balancer_network_load_balancer")


def named(values: dict[str, Any]) -> list[str]:
    """The OCIDs of the reserved addresses that a load balancer or a NAT gateway names."""
    listed = [each.get("id") for each in values.get("reserved_ips") or []]
    return [each for each in (*listed, values.get("public_ip_id")) if each]


def reserved(moment: Moment) -> Object | None:
    """The reserved public address that the object names first, None where it names none.

    Raises:
        ServiceError: 409, somebody else has it.
    """
    for identity in named(moment.values):
        found = moment.find(identity)
        if found is None or found.type != TYPE:
            continue  # of another realm, or a private address
        holder = _holder(moment, found.id)
        if found.data.get("private_ip_id") or (holder is not None and holder.id != moment.key):
            raise conflict(f"public IP {found.data['ip_address']} ({found.id}) is assigned already")
        return found
    return None


@decides(TYPE)
def public_ip(moment: Moment) -> None:
    """An address, and who has it; an ephemeral one is of its private address's availability domain.

    Where a load balancer has it the provider's own `private_ip_id` would show the balancer's private address, and
    every plan would want to remove it (https://github.com/oracle/terraform-provider-oci/issues/1479): not here.
    """
    values = moment.values
    values.setdefault("ip_address", public_address(f"{values.get('display_name')}{values.get('private_ip_id')}"))
    values["scope"], values["availability_domain"] = "REGION", None
    if str(values.get("lifetime")).upper() == "EPHEMERAL":
        private = moment.find(values.get("private_ip_id"))
        vnic = moment.find(private.data.get("vnic_id")) if private else None
        values["scope"] = "AVAILABILITY_DOMAIN"
        values["availability_domain"] = vnic.data.get("availability_domain") if vnic else None
    entity, of_type = _entity(moment)
    values["state"] = "ASSIGNED" if entity else "AVAILABLE"
    values["assigned_entity_id"], values["assigned_entity_type"] = entity, of_type


def _entity(moment: Moment) -> tuple[str | None, str | None]:
    """Who has the address, and of what type that is; a load balancer has it by its private address."""
    if target := moment.values.get("private_ip_id"):
        return str(target), "PRIVATE_IP"
    holder = _holder(moment, moment.key)
    if holder is None:
        return None, None
    return (holder.id, "NAT_GATEWAY") if holder.type == _NAT else (_inside(moment, holder), "PRIVATE_IP")


def _holder(moment: Moment, identity: str) -> Object | None:
    users = (user for user, _ in moment.objects.store.users(identity))
    return next((user for user in users if user.type in {_NAT, *_BALANCERS}), None)


def _inside(moment: Moment, balancer: Object) -> str | None:
    return next((each.id for each in moment.objects.store.owned(balancer.id) if each.type == PRIVATE), None)


@changed(*_BALANCERS)
def behind(moment: Moment) -> None:
    """A private address in the balancer's subnet, which is what a reserved public one is assigned to."""
    owned = moment.objects.store.owned(moment.key)
    if named(moment.values) and not any(each.type == PRIVATE for each in owned):
        subnet = moment.values.get("subnet_id") or (moment.values.get("subnet_ids") or [None])[0]
        place = {"compartment_id": moment.values["compartment_id"], "subnet_id": subnet, "is_primary": True}
        moment.own(PRIVATE, place)


@changed(_NAT, *_BALANCERS)
@left(_NAT, *_BALANCERS)
def handed_over(moment: Moment) -> None:
    """Reserved addresses show who has them now; they stay when their holder goes."""
    for identity in {*named(moment.values), *named(dict(moment.before))}:
        found = moment.find(identity)
        if found is not None and found.type == TYPE:
            moment.objects.patch(found, {})

"""IP addresses: which are free, which are valid, public ones that are reserved."""

from __future__ import annotations

import ipaddress

from oci_simulator.cloud.errors import conflict, invalid
from oci_simulator.cloud.registry import Moment, decides


def free_address(moment: Moment, subnet_id: str) -> str:
    """The next address of a subnet that nobody has; the first two and the last are the network's."""
    found = moment.find(subnet_id)
    if found is None or not found.data.get("cidr_block"):
        return "10.0.0.2"
    taken = {
        each.data.get("ip_address")
        for each in moment.objects.store.all("oci_core_private_ip")
        if each.data.get("subnet_id") == subnet_id
    }
    for address in network_of(found.data["cidr_block"], "cidr_block").hosts():
        if str(address) not in taken and str(address) != found.data.get("virtual_router_ip"):
            return str(address)
    raise conflict(f"subnet {subnet_id} has no free address", "LimitExceeded")


def free_ipv6_address(moment: Moment, subnet_id: str) -> str:
    """The next IPv6 address of a subnet that nobody has; of the range for documentation where it has no range."""
    found = moment.find(subnet_id)
    data = found.data if found is not None else {}
    block = data.get("ipv6cidr_block") or next(iter(data.get("ipv6cidr_blocks") or ()), "2001:db8::/64")
    taken = {each.data.get("ip_address") for each in moment.objects.store.all("oci_core_ipv6")}
    network = network_of(str(block), "ipv6cidr_block", strict=False)
    return str(next(address for address in network.hosts() if str(address) not in taken))


def check_address(moment: Moment, address: str, subnet_id: str) -> None:
    """An address is of its subnet, and nobody else has it.

    Raises:
        ServiceError: 400 or 409.
    """
    found = moment.find(subnet_id)
    if found is None or not found.data.get("cidr_block"):
        return
    blocks = [found.data["cidr_block"], *(found.data.get("ipv6cidr_blocks") or [])]
    try:
        is_inside = any(ipaddress.ip_address(address) in network_of(block, "cidr_block") for block in blocks)
    except ValueError as error:
        raise invalid(f"{address!r} is no IP address: {error}") from None
    if not is_inside:
        raise invalid(f"IP address {address} is not within the subnet's CIDR {', '.join(blocks)}")
    for other in moment.objects.store.all("oci_core_private_ip"):
        if other.id != moment.key and (other.data.get("subnet_id"), other.data.get("ip_address")) == (
            subnet_id,
            address,
        ):
            raise conflict(f"IP address {address} is already in use in the subnet")


def public_address(seed: str) -> str:
    """An address of the range that is reserved for documentation (RFC 5737), the same for the same seed."""
    number = sum(seed.encode()) % 253 + 1
    return f"203.0.113.{number}"


def network_of(block: str, attribute: str, *, strict: bool = True) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    """A parsed address range.

    Raises:
        ServiceError: 400, it is none.
    """
    try:
        return ipaddress.ip_network(block, strict=strict)
    except ValueError as error:
        raise invalid(f"{attribute} {block!r} is no valid CIDR: {error}") from None


@decides("oci_core_public_ip")
def public_ip(moment: Moment) -> None:
    """An address, assigned where a private one is named; an ephemeral one is of that one's availability domain."""
    values = moment.values
    values.setdefault("ip_address", public_address(f"{values.get('display_name')}{values.get('private_ip_id')}"))
    target = values.get("private_ip_id")
    values["scope"], values["availability_domain"] = "REGION", None
    if str(values.get("lifetime")).upper() == "EPHEMERAL":
        private = moment.find(target)
        vnic = moment.find(private.data.get("vnic_id")) if private else None
        values["scope"] = "AVAILABILITY_DOMAIN"
        values["availability_domain"] = vnic.data.get("availability_domain") if vnic else None
    values["state"] = "ASSIGNED" if target else "AVAILABLE"
    values["assigned_entity_id"], values["assigned_entity_type"] = target, "PRIVATE_IP" if target else None


@decides("oci_core_ipv6")
def ipv6(moment: Moment) -> None:
    """The next address of its subnet's range, in the subnet of its VNIC."""
    values = moment.values
    vnic = moment.find(values.get("vnic_id"))
    if vnic is not None:
        moment.default("subnet_id", vnic.data.get("subnet_id"))
        values.setdefault("compartment_id", vnic.data.get("compartment_id"))
    subnet = moment.find(values.get("subnet_id"))
    blocks = (subnet.data.get("ipv6cidr_blocks") or []) if subnet else []
    if blocks and not values.get("ip_address"):
        taken = {each.data.get("ip_address") for each in moment.objects.store.all("oci_core_ipv6")}
        hosts = network_of(str(values.get("ipv6subnet_cidr") or blocks[0]), "ipv6subnet_cidr").hosts()
        values["ip_address"] = next(str(each) for each in hosts if str(each) not in taken)
    moment.default("lifetime", "EPHEMERAL")

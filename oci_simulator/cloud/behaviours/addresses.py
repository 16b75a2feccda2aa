"""IP addresses: which are free, which are valid."""

from __future__ import annotations

import ipaddress

from oci_simulator.cloud.errors import conflict, invalid
from oci_simulator.cloud.registry import Moment


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


def free_ipv6_address(moment: Moment, subnet_id: str, wanted: str | None = None) -> str:
    """The next IPv6 address that nobody has, of the wanted range or the subnet's; else of that for documentation."""
    found = moment.find(subnet_id)
    data = found.data if found is not None else {}
    block = wanted or data.get("ipv6cidr_block") or next(iter(data.get("ipv6cidr_blocks") or ()), "2001:db8::/64")
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

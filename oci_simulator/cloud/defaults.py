"""What the provider's `default_*` types leave of a VCN's default objects when nobody manages them any more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

RESET: Mapping[str, Mapping[str, Any]] = {
    "oci_core_default_dhcp_options": {
        "options": [{"type": "DomainNameServer", "server_type": "VcnLocalPlusInternet"}],
    },
    "oci_core_default_route_table": {"route_rules": []},
    "oci_core_default_security_list": {"ingress_security_rules": [], "egress_security_rules": []},
}

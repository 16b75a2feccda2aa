"""OCIDs of a realm of their own, so that nobody takes a simulated state for a real one.

Form: `ocid1.KIND.REALM.[REGION].UNIQUE`, https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from typing import Any

REALM = "ocsim"
OFFERED = "offered"
"""How the unique part begins of what Oracle offers everywhere (images, services): it is no object of the cloud."""
_OCID = re.compile(r"\bocid1\.([a-z0-9_-]+)\.([a-z0-9-]*)\.([a-z0-9-]*)\.[\w.-]+")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_KEYS = {
    "ca-toronto-1": "ca-toronto-1",
    "us-ashburn-1": "iad",
    "us-phoenix-1": "phx",
    "uk-london-1": "uk-london-1",
    "eu-frankfurt-1": "eu-frankfurt-1",
}


def new_ocid(kind: str, region: str) -> str:
    """A new OCID; an empty region is that of a global resource."""
    unique = "".join(secrets.choice(_ALPHABET) for _ in range(52))
    return f"ocid1.{kind}.{REALM}.{_KEYS.get(region, region)}.aaaa{unique}"


def new_key() -> str:
    """A short random key, for etags and keys of resources without an OCID."""
    return secrets.token_hex(16)


def is_ocid(value: object) -> bool:
    """Whether a value is an OCID, of any realm."""
    return isinstance(value, str) and _OCID.fullmatch(value) is not None


def kind_of(ocid: str) -> str:
    """`vcn` of a VCN's OCID; empty for what is none."""
    found = _OCID.match(ocid)
    return found[1] if found else ""


def is_ours(ocid: str) -> bool:
    """Whether an OCID is of something that was made in the simulated realm."""
    found = _OCID.match(ocid)
    return found is not None and found[2] == REALM and not is_offered(ocid)


def is_offered(ocid: str) -> bool:
    """Whether an OCID is of something that Oracle offers everywhere."""
    found = _OCID.match(ocid)
    return found is not None and found[2] == REALM and ocid.rsplit(".", 1)[-1].startswith(OFFERED)


def ocids_in(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every OCID that stands whole in a tree of values, with the path to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ocids_in(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from ocids_in(inner, f"{path}[{number}]")
    elif is_ocid(value):
        yield path, value

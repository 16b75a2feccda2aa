"""The form of what Oracle offers everywhere: it has OCIDs and names, yet is no object of the cloud."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oci_simulator.cloud.behaviours.routing import region_key
from oci_simulator.cloud.ocids import OFFERED, REALM

if TYPE_CHECKING:
    from oci_simulator.cloud.objects import Objects

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What a data source is asked: by whom in which region, with which arguments (none of them empty)."""

    objects: Objects
    region: str
    given: Mapping[str, Any]

    def those_asked_for(self, listed: list[Answer], *names: str) -> list[Answer]:
        """The answers that have the values of these arguments, as far as they are given."""
        return [each for each in listed if all(self.given.get(name) in {None, each.get(name)} for name in names)]


def offered(kind: str, region: str, name: str) -> str:
    """The OCID of something that Oracle offers: the same in every cloud."""
    unique = hashlib.sha256(f"{kind} {region} {name}".encode()).hexdigest()[:52]
    return f"ocid1.{kind}.{REALM}.{region_key(region)}.{OFFERED}{unique}"

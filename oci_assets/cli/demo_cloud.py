"""The simulated cloud of the demo: a mirror that installs its provider, and somebody in the console."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from oci_assets.errors import OciAssetsError
from oci_simulator.cloud import Cloud
from oci_simulator.protocol.mirror import write_mirror

FOLDER, FILE = "simulator", "cloud.db"
SECURITY_LIST = "sl-tor-hub-public"
OPEN_PORT = {
    "description": "temporary, for the contractor",
    "protocol": "6",
    "source": "0.0.0.0/0",
    "tcp_options": [{"min": 22, "max": 22}],
}


def cloud_environment(folder: Path) -> dict[str, str]:
    """The variables with which Terraform finds the simulated cloud in a folder, which is made if it is not there."""
    place = folder / FOLDER
    return {"TF_CLI_CONFIG_FILE": str(write_mirror(place)), "OCI_SIMULATOR_CLOUD": str(place / FILE)}


@contextmanager
def simulated_cloud(folder: Path) -> Iterator[Mapping[str, str]]:
    """The simulated cloud is the one that this process and what it starts works with, until the block ends."""
    wanted = cloud_environment(folder)
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield wanted
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def open_port_22(folder: Path) -> str:
    """Lets the world in, as a careless person in the console would; gives the command that does the same.

    Raises:
        OciAssetsError: the security list is not there.
    """
    cloud = Cloud.open(folder / FOLDER / FILE)
    found = [each for each in cloud.store.all("oci_core_security_list") if each.name == SECURITY_LIST]
    if not found:
        raise OciAssetsError(f"the simulated cloud has no security list {SECURITY_LIST}: apply toronto/network first")
    rules = [*found[0].data.get("ingress_security_rules", []), dict(OPEN_PORT)]
    cloud.edit(found[0], {"ingress_security_rules": rules})
    return f"security list {SECURITY_LIST}: a rule lets everybody (0.0.0.0/0) in at port 22"

"""The server: started by Terraform (`python -m oci_simulator.protocol`), or joined by it (`TF_REATTACH_PROVIDERS`)."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc

from oci_simulator.protocol import certificate
from oci_simulator.protocol.backend_guard import Place
from oci_simulator.protocol.desk import CloudDoor, Desk, FindPlace
from oci_simulator.protocol.peer import place_of_peer
from oci_simulator.protocol.service import generic_handlers

# go-plugin's handshake, as Terraform has it in internal/plugin6/serve.go.
COOKIE = ("TF_PLUGIN_MAGIC_COOKIE", "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2")
ADDRESSES = tuple(
    f"{host}/{namespace}/oci"
    for host in ("registry.terraform.io", "registry.opentofu.org")
    for namespace in ("oracle", "hashicorp")
)
# One for each operation at work: with fewer, `-parallelism=50` and slow operations would leave none for a stop.
_THREADS = 256
_PARENT_CHECK_SECONDS = 0.5
_GRACE_SECONDS = 1.0
_DEPTH = 6  # of a launcher in its mirror: HOST/NAMESPACE/TYPE/VERSION/OS_ARCH/FILE


def serve_spawned(cloud_file: Path, version: str) -> int:
    """Serves the Terraform that started this process until it says Shutdown or is gone. Exit code."""
    parent = os.getppid()
    name, wanted = COOKIE
    if os.environ.get(name) != wanted:
        sys.stderr.write(
            "This is a Terraform provider, a simulated OCI. Terraform starts it: run `oci-simulator mirror DIR`, "
            "set TF_CLI_CONFIG_FILE to the file that it names, then run `terraform init`.\n"
        )
        return 1
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C reaches the whole group; Terraform says StopProvider
    place = Place(Path.cwd(), dict(os.environ))
    desk = Desk(lambda: open_cloud(cloud_file), version=version, cache_folder=cloud_file.parent)
    credentials, shown = _credentials(cloud_file.parent)
    server, port = _server(desk, lambda _peer, _port: place, credentials=credentials, may_shut_down=True)
    server.start()
    sys.stdout.write(f"1|6|tcp|127.0.0.1:{port}|grpc|{shown}\n")
    sys.stdout.flush()
    _wait_for_end_of(parent)
    server.stop(0)
    return 0


@contextmanager
def serve_reattached(cloud: CloudDoor, *, cache_folder: Path | None = None, version: str = "") -> Iterator[str]:
    """A server in this process; gives the value of TF_REATTACH_PROVIDERS for the Terraforms that shall join it.

    No `terraform init` is needed for it. Each configured provider block has a region and a stop of its own. The
    backend of a joining stack is checked where /proc shows its process; elsewhere it is not (see `peer`).
    """
    folder = cache_folder or Path.home() / ".cache" / "oci-simulator"
    desk = Desk(lambda: cloud, version=version, cache_folder=folder)
    server, port = _server(desk, place_of_peer, credentials=None, may_shut_down=False)
    server.start()
    try:
        yield reattach_value(port)
    finally:
        server.stop(_GRACE_SECONDS).wait()


def reattach_value(port: int) -> str:
    """The variable's JSON for every address that the provider answers to; Test keeps Terraform from killing us."""
    config = {
        "Protocol": "grpc",
        "ProtocolVersion": 6,
        "Pid": os.getpid(),
        "Test": True,
        "Addr": {"Network": "tcp", "String": f"127.0.0.1:{port}"},
    }
    return json.dumps(dict.fromkeys(ADDRESSES, config))


def open_cloud(file: Path) -> CloudDoor:
    """The cloud in a file, made when there is none."""
    from oci_simulator.cloud import Cloud  # noqa: PLC0415  # start time: init and validate need no cloud

    return Cloud.open(file)


def cloud_file(environment: Mapping[str, str], mirror: Path) -> Path:
    """The file of the cloud: `OCI_SIMULATOR_CLOUD`, else next to the mirror."""
    return Path(environment.get("OCI_SIMULATOR_CLOUD") or mirror / "cloud.db").absolute()


def mirror_of(launcher: Path) -> Path:
    """The mirror that a launcher belongs to."""
    return launcher.parents[_DEPTH - 1] if len(launcher.parents) >= _DEPTH else launcher.parent


def _server(
    desk: Desk, find: Callable[[str, int], Place | None], *, credentials: Any, may_shut_down: bool
) -> tuple[Any, int]:
    """A server that is bound and not yet started, and its port."""
    bound: list[int] = []
    find_place: FindPlace = lambda peer: find(peer, bound[0])  # noqa: E731  # the port is known after the handlers
    # Terraform's own limit: state of 256 MB (plugin6.grpcMaxMessageSize).
    sizes = [("grpc.max_receive_message_length", 256 << 20), ("grpc.max_send_message_length", 256 << 20)]
    server = grpc.server(
        ThreadPoolExecutor(_THREADS, thread_name_prefix="call"),
        handlers=generic_handlers(desk, find_place, may_shut_down=may_shut_down),
        options=[*sizes, ("grpc.so_reuseport", 0)],
    )
    secure = credentials is not None
    address = "127.0.0.1:0"
    bound.append(server.add_secure_port(address, credentials) if secure else server.add_insecure_port(address))
    return server, bound[0]


def _credentials(folder: Path) -> tuple[Any, str]:
    """TLS as Terraform wishes, and the certificate for the handshake; `TF_DISABLE_PLUGIN_TLS` spares both.

    Terraform's own certificate is not asked for: it is one of the curve P-521, which gRPC's library does not take.
    """
    if not os.environ.get("PLUGIN_CLIENT_CERT"):
        return None, ""
    key, chain = certificate.load_or_make(folder)
    return grpc.ssl_server_credentials([(key, chain)]), certificate.handshake_form(chain)


def _wait_for_end_of(parent: int) -> None:
    """Returns when the process that started this one is gone: killed, before it could say Shutdown."""
    never = threading.Event()
    while os.getppid() == parent:
        never.wait(_PARENT_CHECK_SECONDS)

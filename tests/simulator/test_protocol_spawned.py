"""The provider as Terraform starts it: from the mirror, with TLS, in a folder that may hold anything."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import grpc
import pytest

from oci_simulator.protocol.mirror import VERSIONS, platform_name, search_path, write_mirror
from oci_simulator.protocol.serve import ADDRESSES, COOKIE
from tests.simulator.protocol_stacks import HEAD, VCN, cli_config, spawned
from tests.terraform.waiting import is_alive, wait_until


def launcher(version: str = VERSIONS[-1]) -> Path:
    """The launcher of a version in the shared mirror."""
    package = cli_config().parent / ADDRESSES[0] / version / platform_name()
    return package / f"terraform-provider-oci_v{version}"


def test_init_plan_apply_destroy(tmp_path: Path) -> None:
    """The whole way with a real init, TLS and one cloud file."""
    stack = spawned(tmp_path / "stack", HEAD + VCN % "")
    stack.run("init")
    stack.apply()
    assert stack.actions() == {}
    assert stack.state()["oci_core_vcn.v"]["attributes"]["id"]
    stack.run("destroy", "-auto-approve")
    assert stack.state() == {}
    certificate = tmp_path / "stack" / "provider-certificate.pem"
    assert stat.S_IMODE(certificate.stat().st_mode) == 0o600


def test_init_without_required_providers_finds_the_simulator(tmp_path: Path) -> None:
    """Such configurations mean hashicorp/oci."""
    stack = spawned(tmp_path / "stack", VCN % "")
    assert "Installed hashicorp/oci v8.5.0" in stack.run("init", "-no-color")
    assert stack.actions() == {"oci_core_vcn.v": ["create"]}


@pytest.mark.parametrize(
    ("constraint", "version"), [("~> 5.0", "5.47.0"), ("~> 6.0", "6.37.0"), ("~> 7.0", "7.20.0"), (">= 4", "8.5.0")]
)
def test_usual_constraints_have_a_version(tmp_path: Path, constraint: str, version: str) -> None:
    """What people write in required_providers resolves."""
    text = HEAD.replace('"oracle/oci"\n', f'"oracle/oci"\n      version = "{constraint}"\n') + VCN % ""
    assert f"Installed oracle/oci v{version}" in spawned(tmp_path / "stack", text).run("init", "-no-color")


def test_lock_file_is_the_same_with_another_mirror(tmp_path: Path) -> None:
    """The launcher has no path in it, so its hash may be in git."""
    first = spawned(tmp_path / "first", HEAD)
    first.write(VCN % "", "vcn.tf")
    first.run("init")
    other = write_mirror(tmp_path / "other mirror")
    second = spawned(tmp_path / "second", HEAD, TF_CLI_CONFIG_FILE=str(other))
    second.write(VCN % "", "vcn.tf")
    lock = (first.folder / ".terraform.lock.hcl").read_text()
    (second.folder / ".terraform.lock.hcl").write_text(lock)
    second.run("init", "-lockfile=readonly")
    assert second.actions() == {"oci_core_vcn.v": ["create"]}
    assert "h1:" in lock


def test_writing_a_mirror_again_changes_nothing(tmp_path: Path) -> None:
    """Not even the time of a file: a Terraform may be running it."""
    write_mirror(tmp_path, ["6.37.0"])
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*provider*") if file.is_file()}
    write_mirror(tmp_path, ["6.37.0"])
    assert {file: file.stat().st_mtime_ns for file in before} == before
    assert len(before) == len(ADDRESSES) + 1


def test_folder_in_which_the_mirror_was_written_is_not_imported_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes the mirror may stand in a folder with a json.py; Python and the packages are all that is kept."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), "", *sys.path])
    path = search_path()
    assert str(tmp_path) not in path
    assert path[0] == str(Path(__file__).resolve().parents[2])
    assert str(Path(grpc.__file__).parents[1]) in path


def test_cloud_is_next_to_the_mirror_without_the_variable(tmp_path: Path) -> None:
    """The launcher's own place tells which mirror it belongs to."""
    config = write_mirror(tmp_path / "mirror", ["6.37.0"])
    stack = spawned(tmp_path / "stack", HEAD + VCN % "", TF_CLI_CONFIG_FILE=str(config), OCI_SIMULATOR_CLOUD="")
    stack.run("init")
    stack.apply()
    assert (tmp_path / "mirror" / "cloud.db").is_file()


def test_modules_in_the_stacks_folder_are_not_imported(tmp_path: Path) -> None:
    """A json.py beside the configuration is the user's business, also with PYTHONPATH pointing at it."""
    folder = tmp_path / "stack"
    stack = spawned(folder, HEAD + VCN % "", PYTHONPATH=str(folder))
    stack.write("raise SystemExit('imported')\n", "json.py")
    stack.write("raise SystemExit('imported')\n", "grpc.py")
    stack.run("init")
    assert stack.actions() == {"oci_core_vcn.v": ["create"]}


def test_person_who_starts_it_is_told_what_it_is() -> None:
    """Without Terraform's cookie there is a sentence, not a handshake."""
    done = subprocess.run([launcher()], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "oci-simulator mirror" in done.stderr


def test_launcher_without_its_mirror_says_so(tmp_path: Path) -> None:
    """A copy that is not a link does not know its mirror; the variable tells it."""
    copy = tmp_path / launcher().name
    copy.write_bytes(launcher().read_bytes())
    copy.chmod(0o755)
    done = subprocess.run([copy], capture_output=True, text=True, check=False)
    assert (done.returncode, "OCI_SIMULATOR_MIRROR" in done.stderr) == (1, True)
    told = {**os.environ, "OCI_SIMULATOR_MIRROR": str(cli_config().parent)}
    done = subprocess.run([copy], capture_output=True, text=True, check=False, env=told)
    assert "This is a Terraform provider" in done.stderr


def test_provider_outlives_an_interrupt_and_leaves_with_its_parent(tmp_path: Path) -> None:
    """^C goes to the whole group and is Terraform's to handle; a killed Terraform leaves no provider behind."""
    variables = {**os.environ, COOKIE[0]: COOKIE[1], "OCI_SIMULATOR_CLOUD": str(tmp_path / "cloud.db")}
    script = f"'{launcher()}' & echo $! ; wait"
    with subprocess.Popen(["sh", "-c", script], stdout=subprocess.PIPE, text=True, env=variables) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        handshake = parent.stdout.readline().strip().split("|")
        os.kill(pid, signal.SIGINT)
        os.kill(pid, signal.SIGINT)
        assert is_alive(pid)
        parent.kill()
    assert wait_until(lambda: not is_alive(pid))
    assert handshake[:3] == ["1", "6", "tcp"]
    assert handshake[4:] == ["grpc", ""]

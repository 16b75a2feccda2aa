"""A drift sweep of 100 stacks on the simulated OCI, beside bare `terraform plan` of the same stacks under `xargs -P`.

Both are whole commands, at the same width, in turn; the bare one has all that ours has (initialised data
directories, the same provider) and keeps nothing: no history, no observation, no redaction.
`python benchmarks/drift_sweep.py [--stacks 100 --workers 3 --repeat 3 --write]`
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from oci_assets.estate.git_commit import create_repository  # noqa: E402
from oci_assets.terraform.binary import find_terraform  # noqa: E402
from oci_assets.terraform.workspace import Workspace  # noqa: E402
from oci_simulator.protocol.mirror import write_mirror  # noqa: E402

RESULT = ROOT / "benchmarks" / "results" / "drift_sweep.md"
STACK = """
terraform {{
  required_providers {{
    oci = {{ source = "oracle/oci", version = ">= 6.0" }}
  }}
}}
provider "oci" {{
  region = "ca-toronto-1"
}}
locals {{
  tenancy = "ocid1.tenancy.oc1..example"
}}
resource "oci_core_vcn" "vcn" {{
  compartment_id = local.tenancy
  cidr_block     = "10.{number}.0.0/16"
  display_name   = "vcn-{number}"
}}
resource "oci_core_security_list" "list" {{
  compartment_id = local.tenancy
  vcn_id         = oci_core_vcn.vcn.id
  display_name   = "list-{number}"
  ingress_security_rules {{
    protocol = "6"
    source   = "10.0.0.0/8"
    tcp_options {{
      min = 443
      max = 443
    }}
  }}
}}
resource "oci_core_subnet" "subnet" {{
  count             = 4
  compartment_id    = local.tenancy
  vcn_id            = oci_core_vcn.vcn.id
  cidr_block        = "10.{number}.${{count.index}}.0/24"
  display_name      = "subnet-{number}-${{count.index}}"
  security_list_ids = [oci_core_security_list.list.id]
}}
data "oci_core_subnets" "all" {{
  compartment_id = local.tenancy
  vcn_id         = oci_core_vcn.vcn.id
}}
"""
# Prints the high-water mark of its own memory, Terraform apart, when the command is done.
MEASURED = """
import sys
from oci_assets.cli import main
sys.argv[0] = "oci-assets"
try:
    main()
finally:
    print([line for line in open("/proc/self/status") if "VmHWM" in line][0], file=sys.stderr)
"""


class Sweep:
    """An estate of so many stacks, applied to a simulated cloud of its own."""

    def __init__(self, folder: Path, stacks: int, workers: int) -> None:
        self.estate, self.state, self.workers = folder / "estate", folder / "state", workers
        self.ids = [f"toronto/part-{number:03}" for number in range(stacks)]
        for number, stack in enumerate(self.ids):
            place = self.estate / stack
            place.mkdir(parents=True)
            (place / "main.tf").write_text(STACK.format(number=number), encoding="utf-8")
        settings = "service_dependencies: {" + ", ".join(f"{stack.split('/')[1]}: []" for stack in self.ids) + "}\n"
        (self.estate / "oci-assets.yaml").write_text(settings, encoding="utf-8")
        create_repository(self.estate, branch="main").commit_all("Parts")
        config = write_mirror(folder / "mirror")
        self.environment = {
            **os.environ,
            "TF_CLI_CONFIG_FILE": str(config),
            "OCI_SIMULATOR_CLOUD": str(folder / "cloud"),
        }

    def ours(self, action: str) -> int:
        """One command of ours over all stacks; the controller's own peak memory in kB."""
        command = [sys.executable, "-c", MEASURED, "--estate", str(self.estate), "--state-dir", str(self.state), action]
        command += ["--all", "--max-workers", str(self.workers), "--parallel"]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise click.ClickException(
                f"{action} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
            )
        return int(done.stderr.split("VmHWM:")[1].split()[0])

    def bare(self) -> None:
        """`terraform plan` in each folder, as many at once."""
        terraform = shlex.join(find_terraform().argv_prefix)
        plan = f"{terraform} plan -lock=false -input=false -detailed-exitcode > /dev/null"
        line = f'cd "$1" && TF_DATA_DIR="$2" exec {plan}'
        pairs = [text for stack in self.ids for text in self._place(stack)]
        command = ["xargs", "-n", "2", "-P", str(self.workers), "sh", "-c", line, "plan"]
        subprocess.run(command, env=self.environment, input="\n".join(pairs), text=True, check=True)

    def _place(self, stack: str) -> tuple[str, str]:
        return str(self.estate / stack), str(Workspace(self.state, stack).data_dir)


def seconds_of(act: Callable[[], object]) -> float:
    """How long it takes, on the clock."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


@click.command()
@click.option("--stacks", default=100, show_default=True)
@click.option("--workers", default=3, show_default=True, help="At once, in both.")
@click.option("--repeat", default=3, show_default=True, help="Rounds; the median counts.")
@click.option("--write", is_flag=True, help=f"Also write {RESULT.relative_to(ROOT)}.")
def main(*, stacks: int, workers: int, repeat: int, write: bool) -> None:
    """Measure and print the table."""
    memory: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        sweep = Sweep(Path(folder), stacks, workers)
        sweep.ours("apply")
        bare, ours = [], []
        for _ in range(repeat):
            bare.append(seconds_of(sweep.bare))
            ours.append(seconds_of(lambda: memory.append(sweep.ours("drift"))))
    table = [
        "| what | seconds | stacks a minute | of bare |",
        "|---|---|---|---|",
        *(
            f"| {what} | {seconds:.1f} | {60 * stacks / seconds:.0f} | {median(bare) / seconds:.2f} |"
            for what, seconds in (
                (f"`terraform plan` under `xargs -P {workers}`", median(bare)),
                ("`oci-assets drift --all`, whole command", median(ours)),
            )
        ),
    ]
    command = f"python benchmarks/drift_sweep.py --stacks {stacks} --workers {workers} --repeat {repeat}"
    head = f"`{command}`, Terraform {find_terraform().version}, simulated OCI, {os.cpu_count()} cores."
    head += " Target: >= 0.9 of bare."
    peak = f"Peak memory of the controller, Terraform and providers apart: {max(memory) / 1024:.0f} MB"
    peak += " (target 300 at 500 stacks)."
    text = "\n\n".join(["# Drift sweep", head, "\n".join(table), peak])
    click.echo(text)
    if write:
        RESULT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

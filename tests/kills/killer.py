"""SIGKILL for something of a running apply: the run, a supervisor, a Terraform, what Terraform started, or all."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import psutil

LAUNCHER = "launch.py"
WHOLE = ("run", "machine")
"""Kills that end the run."""
WEIGHTS = {"run": 1, "machine": 1, "supervisor": 4, "terraform": 4, "grandchild": 3, "": 4}
"""The empty kind lets a moment before the first Terraform pass, or most runs would end there."""


@dataclass
class Killer:
    """Kills at random moments.

    Attributes:
        random: chooses moments and victims.
        kills: what was killed, in order.
        struck: the folders whose Terraform itself was killed: what it was just making, no state can know.
    """

    random: Random
    kills: list[str] = field(default_factory=list)
    struck: set[str] = field(default_factory=set)

    def harass(self, run: subprocess.Popen[str], count: int, seconds: float) -> None:
        """Kill up to `count` times at moments spread over `seconds`, until the run has ended."""
        pauses = sorted(self.random.uniform(0, seconds) for _ in range(count))
        for before, moment in zip([0.0, *pauses], pauses, strict=False):
            if _ended(run, moment - before) or self._kill(run) in WHOLE:
                return

    def _kill(self, run: subprocess.Popen[str]) -> str:
        """Kill one thing that is there; its kind."""
        victims = _victims(run)
        kinds = [kind for kind in WEIGHTS if victims.get(kind) or not (kind or victims.get("machine"))]
        kind = self.random.choices(kinds, [WEIGHTS[kind] for kind in kinds])[0]
        if not kind:
            return kind
        chosen = victims[kind] if kind == "machine" else [self.random.choice(victims[kind])]
        self.struck |= {folder for each in chosen if _kind(each) == "terraform" and (folder := _folder(each))}
        if _kill_at_once(chosen):
            self.kills.append(kind)
        return kind


def _victims(run: subprocess.Popen[str]) -> dict[str, list[psutil.Process]]:
    """The processes of a run by kind; a run that has ended has none."""
    try:
        worker = psutil.Process(run.pid)
        below = worker.children(recursive=True)
        kinds = {process: _kind(process) for process in below}
    except psutil.NoSuchProcess:
        return {}
    found = {kind: [p for p, k in kinds.items() if k == kind] for kind in ("supervisor", "terraform", "grandchild")}
    return {**found, "run": [worker], "machine": [worker, *below] if below else []}


def _kind(process: psutil.Process) -> str:
    try:
        command = " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # also a zombie
        return ""
    if LAUNCHER in command:
        return "supervisor"
    if "terraform" in command.split(" -", 1)[0]:
        return "terraform"
    return "" if command.startswith("git ") else "grandchild"  # git is ours, before Terraform starts


def _folder(process: psutil.Process) -> str | None:
    try:
        return process.cwd()
    except psutil.NoSuchProcess:
        return None


def _kill_at_once(victims: Sequence[psutil.Process]) -> bool:
    """SIGKILL for all before any of them sees another die; whether one was still there."""
    hit = [_send(victim, signal.SIGSTOP) for victim in victims] if len(victims) > 1 else []
    killed = [_send(victim, signal.SIGKILL) for victim in victims]
    return any(hit) or any(killed)


def _send(victim: psutil.Process, number: signal.Signals) -> bool:
    try:
        victim.send_signal(number)
    except psutil.NoSuchProcess:
        return False
    return True


def _ended(run: subprocess.Popen[str], seconds: float) -> bool:
    try:
        run.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True

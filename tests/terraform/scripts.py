"""Programs that stand in for Terraform where it must behave oddly."""

from __future__ import annotations

from pathlib import Path


def make_script(folder: Path, script: str, name: str = "terraform") -> Path:
    """A shell script of that name that can be run."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file

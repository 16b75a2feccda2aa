"""Examples below the help of a command."""

from __future__ import annotations


def examples(*lines: str) -> str:
    """The text for click, which keeps the lines as they are after its mark."""
    return "\n".join(["\b", "Examples:" if len(lines) > 1 else "Example:", *(f"  {line}" for line in lines)])

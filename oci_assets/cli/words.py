"""Small grammar for what is printed."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """`1 stack`, `2 stacks`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

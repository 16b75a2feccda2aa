"""What is wrong with the declared dependencies: what `graph --check` and the asset check fail on. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oci_assets.estate.dependencies import Resolver
from oci_assets.model import Dependency, Problem, Stack


def find_problems(
    missing: Iterable[tuple[str, Dependency]], unknown: Iterable[Stack], resolver: Resolver
) -> Iterator[Problem]:
    """A missing hard edge, an unknown service, an entry that names nothing: in this order.

    Ask once all stacks have been asked for their upstreams: only then is it known which entries were of use.
    """
    for stack, edge in missing:
        yield Problem(
            stack,
            f"{stack} needs {edge.upstream} ({edge.source}), and nothing puts it first: "
            "add it to service_dependencies in oci-assets.yaml",
        )
    for found in unknown:
        yield Problem(
            found.id,
            f"{found.id} is not a known service, and its files do not show what it needs: "
            "say so under service_dependencies in oci-assets.yaml",
        )
    yield from (Problem(None, text) for text in undeclared(resolver))


def undeclared(resolver: Resolver) -> Iterator[str]:
    """Entries of `service_dependencies` that name what is not there, a sentence each."""
    for name in resolver.declarations.unused:
        yield f"oci-assets.yaml: service_dependencies names {name!r}, and no folder is called that"
    for name in resolver.mistyped():
        yield f"oci-assets.yaml: service_dependencies needs {name!r}, and no folder is called that"

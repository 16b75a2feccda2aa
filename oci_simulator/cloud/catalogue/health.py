"""How well backends are: those of a cloud in which nothing answers have not been seen yet."""

from __future__ import annotations

from collections.abc import Callable

from oci_simulator.cloud.catalogue.offered import Answer, Question

_UNKNOWN = "UNKNOWN"
_STATES = ("critical", "unknown", "warning")


def backend(question: Question) -> Answer:
    """Of one backend."""
    _ = question
    return {"status": _UNKNOWN, "health_check_results": []}


def backends(prefix: str, owner: str, named: str) -> Callable[[Question], Answer]:
    """Of the backends of one set of a kind of load balancers."""

    def told(question: Question) -> Answer:
        wanted = (question.given.get(owner), question.given.get("backend_set_name"))
        listed = question.objects.store.all(f"{prefix}_backend", question.region)
        names = [each.data.get("name") for each in listed if (each.data.get(owner), each.data.get(named)) == wanted]
        return {**_told(names, "backend_names"), "total_backend_count": len(names)}

    return told


def sets(prefix: str, owner: str) -> Callable[[Question], Answer]:
    """Of the backend sets of one load balancer."""

    def told(question: Question) -> Answer:
        listed = question.objects.store.all(f"{prefix}_backend_set", question.region)
        names = [each.data.get("name") for each in listed if each.data.get(owner) == question.given.get(owner)]
        return {**_told(names, "backend_set_names"), "total_backend_set_count": len(names)}

    return told


def _told(names: list[str | None], what: str) -> Answer:
    return {"status": _UNKNOWN, **{f"{each}_state_{what}": names if each == "unknown" else [] for each in _STATES}}

"""What load balancers can do."""

from __future__ import annotations

from oci_simulator.cloud.catalogue.offered import Answer, Question


def balancer_shapes(question: Question) -> Answer:
    """The shapes of load balancers."""
    _ = question
    return {"shapes": [{"name": name} for name in ("100Mbps", "10Mbps", "400Mbps", "8000Mbps", "flexible")]}


def balancer_policies(question: Question) -> Answer:
    """How load is shared."""
    _ = question
    return {"policies": [{"name": name} for name in ("ROUND_ROBIN", "LEAST_CONNECTIONS", "IP_HASH")]}


def balancer_protocols(question: Question) -> Answer:
    """What listeners speak."""
    _ = question
    return {"protocols": [{"name": name} for name in ("HTTP", "HTTP2", "TCP", "GRPC")]}


def listener_rules(question: Question) -> Answer:
    """The rules of the sets that a listener applies."""
    store, balancer = question.objects.store, question.given.get("load_balancer_id")
    listener = next(
        (
            each.data
            for each in store.all("oci_load_balancer_listener", question.region)
            if (each.data.get("load_balancer_id"), each.name) == (balancer, question.given.get("listener_name"))
        ),
        {},
    )
    listed = [
        {"name": each.name, "rule": [rule], "state": "ACTIVE"}
        for each in store.all("oci_load_balancer_rule_set", question.region)
        if each.data.get("load_balancer_id") == balancer and each.name in (listener.get("rule_set_names") or ())
        for rule in each.data.get("items") or ()
    ]
    return {"listener_rules": listed}

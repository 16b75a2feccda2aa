"""Versions and images of Kubernetes."""

from __future__ import annotations

from oci_simulator.cloud.catalogue.compute import SHAPES
from oci_simulator.cloud.catalogue.offered import Answer, Question, offered
from oci_simulator.cloud.errors import not_found

KUBERNETES = ("v1.31.10", "v1.32.1", "v1.32.10", "v1.33.1", "v1.33.6", "v1.34.1", "v1.34.2")


def cluster_option(question: Question) -> Answer:
    """The versions of Kubernetes."""
    _ = question
    return {"kubernetes_versions": list(KUBERNETES), "cluster_pod_network_options": []}


def node_pool_option(question: Question) -> Answer:
    """Versions, shapes and images of nodes."""
    sources = []
    wanted = question.given.get("node_pool_k8s_version")
    for version in [each for each in KUBERNETES if wanted in {None, each}]:
        for arm in ("", "-aarch64"):
            name = f"Oracle-Linux-8.10{arm}-2026.01.31-0-OKE-{version.removeprefix('v')}-1"
            image = offered("image", question.region, name)
            sources.append({"image_id": image, "source_name": name, "source_type": "IMAGE"})
    names = [name for name, _, _ in SHAPES]
    return {
        "kubernetes_versions": list(KUBERNETES),
        "shapes": names,
        "images": [each["source_name"] for each in sources],
        "sources": sources,
    }


def kube_config(question: Question) -> Answer:
    """How to reach a cluster, which answers nobody."""
    found = question.objects.look("oci_containerengine_cluster", question.region, str(question.given.get("cluster_id")))
    if found is None:
        raise not_found(f"cluster {question.given.get('cluster_id')}")
    server = f"https://{found.data['endpoints'][0]['kubernetes']}"
    return {
        "content": f"apiVersion: v1\nkind: Config\nclusters:\n- name: {found.name}\n  cluster:\n    server: {server}\n"
    }

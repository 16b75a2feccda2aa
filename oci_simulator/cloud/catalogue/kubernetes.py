"""Versions and images of Kubernetes."""

from __future__ import annotations

from oci_simulator.cloud.catalogue.compute import SHAPES
from oci_simulator.cloud.catalogue.offered import Answer, Question, offered
from oci_simulator.cloud.errors import not_found

KUBERNETES = ("v1.31.10", "v1.32.1", "v1.32.10", "v1.33.1", "v1.33.6", "v1.34.1", "v1.34.2")

# Name, whether every cluster needs it, what it is for.
ADDONS = (
    ("CertManager", False, "certificates for webhooks of other add-ons"),
    ("ClusterAutoscaler", False, "more or fewer nodes by what is asked for"),
    ("CoreDNS", True, "names within the cluster"),
    ("KubeProxy", True, "services on each node"),
    ("KubernetesMetricsServer", False, "what pods and nodes use"),
    ("NativeIngressController", False, "load balancers from ingress resources"),
    ("OciVcnIpNative", True, "addresses of the VCN for pods"),
)
# Name, greatest number of OCPUs and gigabytes, processor.
POD_SHAPES = (
    ("Pod.Standard.A1.Flex", 80, 512, "3.0 GHz Ampere Altra"),
    ("Pod.Standard.E3.Flex", 64, 1024, "2.25 GHz AMD EPYC 7742 (Rome)"),
    ("Pod.Standard.E4.Flex", 64, 1024, "2.55 GHz AMD EPYC 7J13 (Milan)"),
)


def addon_options(question: Question) -> Answer:
    """What can be installed in a cluster of a version."""
    wanted = question.given.get("addon_name")
    versions = [{"version_number": "v1.0.0", "status": "ACTIVE", "configurations": []}]
    listed = [
        {"name": name, "is_essential": essential, "description": text, "state": "ACTIVE", "versions": versions}
        for name, essential, text in ADDONS
        if wanted in {None, name}
    ]
    return {"addon_options": listed}


def pod_shapes(question: Question) -> Answer:
    """Shapes of virtual nodes' pods."""
    wanted = question.given.get("name")
    listed = [
        {
            "name": name,
            "processor_description": processor,
            "ocpu_options": [{"min": 1, "max": ocpus}],
            "memory_options": [{"min_in_gbs": 1, "max_in_gbs": memory}],
        }
        for name, ocpus, memory, processor in POD_SHAPES
        if wanted in {None, name}
    ]
    return {"pod_shapes": listed}


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

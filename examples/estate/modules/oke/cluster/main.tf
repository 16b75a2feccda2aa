# A Kubernetes cluster.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_containerengine_cluster" "cluster" {
  compartment_id     = var.compartment_id
  vcn_id             = var.vcn_id
  name               = var.name
  kubernetes_version = var.kubernetes_version
  type               = var.type
  defined_tags       = var.defined_tags
  freeform_tags      = var.freeform_tags

  cluster_pod_network_options {
    cni_type = var.cni_type
  }

  endpoint_config {
    subnet_id            = var.endpoint_subnet_id
    nsg_ids              = var.endpoint_nsg_ids
    is_public_ip_enabled = false
  }

  options {
    service_lb_subnet_ids = var.service_lb_subnet_ids

    kubernetes_network_config {
      pods_cidr     = var.pods_cidr
      services_cidr = var.services_cidr
    }
  }
}

# A node pool of a cluster.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_containerengine_node_pool" "nodepool" {
  compartment_id     = var.compartment_id
  cluster_id         = var.cluster_id
  name               = var.name
  kubernetes_version = var.kubernetes_version
  node_shape         = var.shape
  ssh_public_key     = var.ssh_public_key

  node_shape_config {
    ocpus         = var.ocpus
    memory_in_gbs = var.memory_in_gbs
  }

  node_source_details {
    source_type             = "IMAGE"
    image_id                = var.source_image_id
    boot_volume_size_in_gbs = var.boot_volume_size_in_gbs
  }

  node_config_details {
    size    = var.size
    nsg_ids = var.nsg_ids

    dynamic "placement_configs" {
      for_each = var.availability_domains
      content {
        availability_domain = placement_configs.value
        subnet_id           = var.subnet_id
      }
    }
  }

  dynamic "initial_node_labels" {
    for_each = var.labels
    content {
      key   = initial_node_labels.key
      value = initial_node_labels.value
    }
  }

  lifecycle {
    ignore_changes = [node_source_details[0].image_id] # a newer image comes with a newer version of Kubernetes
  }
}

# A flexible load balancer.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_load_balancer_load_balancer" "load_balancer" {
  compartment_id             = var.compartment_id
  display_name               = var.display_name
  shape                      = "flexible"
  is_private                 = var.is_private
  subnet_ids                 = var.subnet_ids
  network_security_group_ids = var.nsg_ids
  defined_tags               = var.defined_tags
  freeform_tags              = var.freeform_tags

  shape_details {
    minimum_bandwidth_in_mbps = var.minimum_bandwidth_in_mbps
    maximum_bandwidth_in_mbps = var.maximum_bandwidth_in_mbps
  }

  dynamic "reserved_ips" {
    for_each = var.reserved_ip_ids
    content {
      id = reserved_ips.value
    }
  }
}

# A network firewall in a subnet of its own.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_network_firewall_network_firewall" "firewall" {
  compartment_id             = var.compartment_id
  availability_domain        = var.availability_domain
  display_name               = var.display_name
  subnet_id                  = var.subnet_id
  network_security_group_ids = var.nsg_ids
  network_firewall_policy_id = var.policy_id
  defined_tags               = var.defined_tags
  freeform_tags              = var.freeform_tags
}

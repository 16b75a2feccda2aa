# A VLAN for VMware hosts.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_vlan" "vlan" {
  compartment_id = var.compartment_id
  vcn_id         = var.vcn_id
  display_name   = var.display_name
  cidr_block     = var.cidr_block
  vlan_tag       = var.vlan_tag
  nsg_ids        = var.nsg_ids
  route_table_id = var.route_table_id
  defined_tags   = var.defined_tags
  freeform_tags  = var.freeform_tags
}

# Looked up by name at plan time; nothing here is created.
data "oci_identity_compartments" "compartments" {
  provider = oci.toronto

  compartment_id            = var.tenancy_ocid
  compartment_id_in_subtree = true
  state                     = "ACTIVE"
}

locals {
  compartment_ocids = { for found in data.oci_identity_compartments.compartments.compartments : found.name => found.id }
}

data "oci_core_drgs" "requestors" {
  provider = oci.toronto
  for_each = var.rpcs

  compartment_id = local.compartment_ocids[each.value.compartment_id]

  filter {
    name   = "display_name"
    values = [each.value.requestor_drg]
  }
}

data "oci_core_drgs" "acceptors" {
  provider = oci.ashburn
  for_each = var.rpcs

  compartment_id = local.compartment_ocids[each.value.compartment_id]

  filter {
    name   = "display_name"
    values = [each.value.acceptor_drg]
  }
}

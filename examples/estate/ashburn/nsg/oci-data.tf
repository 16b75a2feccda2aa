# Looked up by name at plan time; nothing here is created. (CD3 pastes the OCIDs of compartments into variables_ashburn.tf
# instead, after "Fetch compartments".)
data "oci_identity_compartments" "compartments" {
  compartment_id            = var.tenancy_ocid
  compartment_id_in_subtree = true
  state                     = "ACTIVE"
}

locals {
  compartment_ocids = merge({ Root = var.tenancy_ocid }, { for found in data.oci_identity_compartments.compartments.compartments : found.name => found.id })
}

data "oci_core_vcns" "vcns" {
  for_each = toset([for nsg in var.nsgs : nsg.vcn_name])

  compartment_id = local.compartment_ocids[var.network_compartment]
  display_name   = each.key
  state          = "AVAILABLE"
}

locals {
  vcn_ids = { for name, found in data.oci_core_vcns.vcns : name => found.virtual_networks[0].id }
}

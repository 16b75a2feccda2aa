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

data "oci_objectstorage_namespace" "namespace" {
  compartment_id = var.tenancy_ocid
}

data "oci_kms_vaults" "vaults" {
  compartment_id = local.compartment_ocids["Security"]

  filter {
    name   = "state"
    values = ["ACTIVE"]
  }
}

data "oci_kms_keys" "keys" {
  for_each = { for found in data.oci_kms_vaults.vaults.vaults : found.display_name => found.management_endpoint }

  compartment_id      = local.compartment_ocids["Security"]
  management_endpoint = each.value

  filter {
    name   = "state"
    values = ["ENABLED"]
  }
}

locals {
  key_ids = merge([for found in data.oci_kms_keys.keys : { for key in found.keys : key.display_name => key.id }]...)
}

# Looked up by name at plan time; nothing here is created. (CD3 pastes the OCIDs of compartments into variables_toronto.tf
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

data "oci_logging_log_groups" "log_groups" {
  for_each = toset(flatten([for connector in var.service_connectors : connector.log_groups]))

  compartment_id = local.compartment_ocids[var.log_compartment]
  display_name   = each.key
}

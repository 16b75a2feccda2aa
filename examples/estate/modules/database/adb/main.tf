# An Autonomous Database with a private endpoint; its password is a secret of the vault.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_database_autonomous_database" "adb" {
  compartment_id              = var.compartment_id
  display_name                = var.display_name
  db_name                     = var.db_name
  db_workload                 = var.db_workload
  db_version                  = var.db_version
  compute_model               = "ECPU"
  compute_count               = var.ecpu_count
  data_storage_size_in_gb     = var.storage_in_gbs
  is_auto_scaling_enabled     = var.is_auto_scaling_enabled
  license_model               = "LICENSE_INCLUDED"
  subnet_id                   = var.subnet_id
  nsg_ids                     = var.nsg_ids
  private_endpoint_label      = var.private_endpoint_label
  is_mtls_connection_required = false
  secret_id                   = var.admin_secret_id
  secret_version_number       = 1
  defined_tags                = var.defined_tags
  freeform_tags               = var.freeform_tags
}

# A MySQL DB system.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_mysql_mysql_db_system" "mysql" {
  compartment_id          = var.compartment_id
  availability_domain     = var.availability_domain
  display_name            = var.display_name
  description             = var.description
  shape_name              = var.shape_name
  data_storage_size_in_gb = var.storage_in_gbs
  subnet_id               = var.subnet_id
  hostname_label          = var.hostname_label
  is_highly_available     = var.is_highly_available
  admin_username          = "mysqladmin"
  admin_password          = var.admin_password

  backup_policy {
    is_enabled        = true
    retention_in_days = var.backup_retention_in_days
    window_start_time = "02:00"
  }
}

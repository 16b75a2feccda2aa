# The address under which file systems are mounted.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_file_storage_mount_target" "mount_target" {
  compartment_id      = var.compartment_id
  availability_domain = var.availability_domain
  display_name        = var.display_name
  subnet_id           = var.subnet_id
  hostname_label      = var.hostname_label
  nsg_ids             = var.nsg_ids
}

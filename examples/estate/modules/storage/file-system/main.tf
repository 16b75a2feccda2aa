# A file system and its exports.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_file_storage_file_system" "file_system" {
  compartment_id                = var.compartment_id
  availability_domain           = var.availability_domain
  display_name                  = var.display_name
  filesystem_snapshot_policy_id = var.snapshot_policy_id
}

resource "oci_file_storage_export" "exports" {
  for_each = var.exports

  export_set_id  = each.value.export_set_id
  file_system_id = oci_file_storage_file_system.file_system.id
  path           = each.key

  export_options {
    source                         = each.value.source
    access                         = each.value.access
    identity_squash                = each.value.identity_squash
    require_privileged_source_port = true
  }
}

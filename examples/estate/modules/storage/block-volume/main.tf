# A block volume, attached to an instance.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_volume" "volume" {
  compartment_id      = var.compartment_id
  availability_domain = var.availability_domain
  display_name        = var.display_name
  size_in_gbs         = var.size_in_gbs
  vpus_per_gb         = var.vpus_per_gb
  defined_tags        = var.defined_tags
  freeform_tags       = var.freeform_tags
}

resource "oci_core_volume_attachment" "attachment" {
  attachment_type                     = "paravirtualized"
  display_name                        = "${var.display_name}-attachment"
  instance_id                         = var.instance_id
  volume_id                           = oci_core_volume.volume.id
  is_pv_encryption_in_transit_enabled = true
}

resource "oci_core_volume_backup_policy_assignment" "assignment" {
  count = var.is_backed_up ? 1 : 0

  asset_id  = oci_core_volume.volume.id
  policy_id = var.backup_policy_id
}

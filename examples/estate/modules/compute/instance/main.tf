# An instance with its block volumes (modules/storage/block-volume).
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_core_instance" "instance" {
  compartment_id                      = var.compartment_id
  availability_domain                 = var.availability_domain
  fault_domain                        = var.fault_domain
  display_name                        = var.display_name
  shape                               = var.shape
  is_pv_encryption_in_transit_enabled = true
  defined_tags                        = var.defined_tags
  freeform_tags                       = var.freeform_tags
  metadata                            = { for key, value in { ssh_authorized_keys = var.ssh_public_key, user_data = var.user_data } : key => value if value != null }

  shape_config {
    ocpus         = var.ocpus
    memory_in_gbs = var.memory_in_gbs
  }

  create_vnic_details {
    subnet_id        = var.subnet_id
    display_name     = "${var.display_name}-vnic"
    hostname_label   = var.hostname_label
    private_ip       = var.private_ip
    assign_public_ip = var.assign_public_ip
    nsg_ids          = var.nsg_ids
  }

  source_details {
    source_type             = "image"
    source_id               = var.source_image_id
    boot_volume_size_in_gbs = var.boot_volume_size_in_gbs
  }

  instance_options {
    are_legacy_imds_endpoints_disabled = true
  }

  lifecycle {
    ignore_changes = [source_details[0].source_id] # a newer image is for new instances
  }
}

module "block_volumes" {
  source   = "../../storage/block-volume"
  for_each = var.block_volumes

  compartment_id      = var.compartment_id
  availability_domain = var.availability_domain
  display_name        = each.key
  size_in_gbs         = each.value.size_in_gbs
  vpus_per_gb         = each.value.vpus_per_gb
  is_backed_up        = each.value.is_backed_up
  backup_policy_id    = var.backup_policy_id
  instance_id         = oci_core_instance.instance.id
}

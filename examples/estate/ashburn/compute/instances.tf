module "instances" {
  source   = "../../modules/compute/instance"
  for_each = var.instances

  compartment_id          = local.compartment_ocids[each.value.compartment_id]
  availability_domain     = local.availability_domains[each.value.availability_domain]
  fault_domain            = each.value.fault_domain
  display_name            = each.key
  hostname_label          = each.key
  shape                   = each.value.shape
  ocpus                   = each.value.ocpus
  memory_in_gbs           = each.value.memory_in_gbs
  source_image_id         = local.image_ids[each.value.source]
  boot_volume_size_in_gbs = each.value.boot_volume_size_in_gbs
  subnet_id               = local.subnet_ids[each.value.subnet_name]
  private_ip              = each.value.private_ip
  nsg_ids                 = [for name in each.value.nsg_names : local.nsg_ids[name]]
  ssh_public_key          = var.instance_ssh_keys[each.value.ssh_key]
  block_volumes           = each.value.block_volumes
  backup_policy_id        = module.backup-policies[each.value.backup_policy].id
  freeform_tags           = each.value.freeform_tags
  user_data = base64encode(templatefile("${path.module}/scripts/cloud-init.sh", {
    hostname = each.key
    timezone = var.timezone
    packages = each.value.packages
  }))
}

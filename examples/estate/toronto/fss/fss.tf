module "mount-targets" {
  source   = "../../modules/storage/mount-target"
  for_each = var.mount_targets

  compartment_id      = local.compartment_ocids[each.value.compartment_id]
  availability_domain = local.availability_domains[each.value.availability_domain]
  display_name        = each.key
  subnet_id           = local.subnet_ids[each.value.subnet_name]
  hostname_label      = each.key
  nsg_ids             = [for name in each.value.nsg_names : local.nsg_ids[name]]
}

module "snapshot-policies" {
  source   = "../../modules/storage/snapshot-policy"
  for_each = var.snapshot_policies

  compartment_id      = local.compartment_ocids[each.value.compartment_id]
  availability_domain = local.availability_domains[each.value.availability_domain]
  display_name        = each.key
  hour_of_day         = each.value.hour_of_day
  retention_days      = each.value.retention_days
}

module "file-systems" {
  source   = "../../modules/storage/file-system"
  for_each = var.file_systems

  compartment_id      = local.compartment_ocids[each.value.compartment_id]
  availability_domain = local.availability_domains[each.value.availability_domain]
  display_name        = each.key
  snapshot_policy_id  = each.value.snapshot_policy != null ? module.snapshot-policies[each.value.snapshot_policy].id : null
  exports = { for path, export in each.value.exports : path => {
    export_set_id   = module.mount-targets[export.mount_target].export_set_id
    source          = export.source
    access          = export.access
    identity_squash = export.identity_squash
  } }
}

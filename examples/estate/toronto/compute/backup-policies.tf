module "backup-policies" {
  source   = "../../modules/storage/backup-policy"
  for_each = var.backup_policies

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = each.key
  schedules      = each.value.schedules
}

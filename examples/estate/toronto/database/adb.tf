module "adbs" {
  source   = "../../modules/database/adb"
  for_each = var.adbs

  compartment_id          = local.compartment_ocids[each.value.compartment_id]
  display_name            = each.key
  db_name                 = each.value.db_name
  db_workload             = each.value.db_workload
  ecpu_count              = each.value.ecpu_count
  storage_in_gbs          = each.value.storage_in_gbs
  is_auto_scaling_enabled = each.value.is_auto_scaling_enabled
  subnet_id               = local.subnet_ids[each.value.subnet_name]
  nsg_ids                 = [for name in each.value.nsg_names : local.nsg_ids[name]]
  private_endpoint_label  = lower(each.value.db_name)
  admin_secret_id         = data.oci_vault_secrets.passwords[each.key].secrets[0].id
}

module "cloud-guard-configurations" {
  source   = "../../modules/security/cloud-guard-configuration"
  for_each = var.cloud_guard_configs

  tenancy_ocid     = var.tenancy_ocid
  reporting_region = each.value.reporting_region
  status           = each.value.status
}

module "cloud-guard-managed-lists" {
  source   = "../../modules/security/cloud-guard-managed-list"
  for_each = var.cloud_guard_managed_lists

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = each.key
  description    = each.value.description
  list_type      = each.value.list_type
  list_items     = each.value.list_items

  depends_on = [module.cloud-guard-configurations]
}

module "cloud-guard-targets" {
  source   = "../../modules/security/cloud-guard-target"
  for_each = var.cloud_guard_targets

  compartment_id        = local.compartment_ocids[each.value.compartment_id]
  display_name          = each.key
  description           = each.value.description
  target_compartment_id = local.compartment_ocids[each.value.target]

  depends_on = [module.cloud-guard-configurations]
}

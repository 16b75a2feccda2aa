module "vaults" {
  source   = "../../modules/security/vault"
  for_each = var.vaults

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = each.key
  vault_type     = each.value.vault_type
}

module "keys" {
  source   = "../../modules/security/key"
  for_each = var.keys

  compartment_id      = local.compartment_ocids[each.value.compartment_id]
  display_name        = each.key
  management_endpoint = module.vaults[each.value.vault_name].management_endpoint
  protection_mode     = each.value.protection_mode
}

module "keys" {
  source   = "../../modules/security/key"
  for_each = var.keys

  compartment_id = var.compartment_ocids[each.value.compartment]
  display_name   = each.key
  vault_id       = module.vaults[each.value.vault].id
}

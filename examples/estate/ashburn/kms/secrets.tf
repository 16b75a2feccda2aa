module "secrets" {
  source   = "../../modules/security/secret"
  for_each = var.secrets

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  vault_id       = module.vaults[each.value.vault_name].id
  key_id         = module.keys[each.value.key_name].id
  name           = each.key
  description    = each.value.description
}

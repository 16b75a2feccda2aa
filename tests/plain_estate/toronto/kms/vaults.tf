module "vaults" {
  source   = "../../modules/security/vault"
  for_each = var.vaults

  compartment_id = var.compartment_ocids[each.value.compartment]
  display_name   = each.key
}

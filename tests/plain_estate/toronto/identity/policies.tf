module "policies" {
  source   = "../../modules/identity/policy"
  for_each = var.policies

  compartment_id = var.tenancy_ocid
  name           = each.key
  description    = each.value.description
  statements     = each.value.statements
}

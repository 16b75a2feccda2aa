module "quotas" {
  source   = "../../modules/governance/quota"
  for_each = var.quotas

  compartment_id = var.tenancy_ocid
  name           = each.key
  statements     = each.value.statements
}

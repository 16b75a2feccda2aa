module "quotas" {
  source   = "../../modules/governance/quota-policy"
  for_each = var.quotas

  tenancy_ocid = var.tenancy_ocid
  name         = each.key
  description  = each.value.description
  statements   = each.value.statements
}

module "budgets" {
  source   = "../../modules/governance/budget"
  for_each = var.budgets

  compartment_id = var.tenancy_ocid
  display_name   = each.key
  amount         = each.value.amount
  recipients     = each.value.recipients
}

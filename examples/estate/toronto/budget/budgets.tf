module "budgets" {
  source   = "../../modules/costmanagement/budget"
  for_each = var.budgets

  tenancy_ocid           = var.tenancy_ocid
  display_name           = each.key
  description            = each.value.description
  amount                 = each.value.amount
  reset_period           = each.value.reset_period
  target_compartment_ids = [for name in each.value.targets : local.compartment_ocids[name]]
}

module "budget-alert-rules" {
  source   = "../../modules/costmanagement/budget-alert-rule"
  for_each = var.budget_alert_rules

  budget_id    = module.budgets[each.value.budget].id
  display_name = each.key
  type         = each.value.type
  threshold    = each.value.threshold
  recipients   = each.value.recipients
  message      = each.value.message
}

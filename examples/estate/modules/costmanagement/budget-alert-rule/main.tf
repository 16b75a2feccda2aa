# A message when a budget is nearly used up.
resource "oci_budget_alert_rule" "alert_rule" {
  budget_id      = var.budget_id
  display_name   = var.display_name
  type           = var.type
  threshold      = var.threshold
  threshold_type = var.threshold_type
  recipients     = var.recipients
  message        = var.message
}

# A monthly budget with its alert rule.
resource "terraform_data" "budget" {
  input = {
    compartment_id = var.compartment_id
    display_name   = var.display_name
    amount         = var.amount
  }
}

resource "terraform_data" "alert" {
  input = {
    budget            = terraform_data.budget.id
    threshold_percent = var.threshold
    recipients        = join(",", var.recipients)
  }
}

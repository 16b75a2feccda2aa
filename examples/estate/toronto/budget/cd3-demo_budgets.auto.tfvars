budgets = {
  acme-total = { description = "Everything of Acme", amount = 24000, targets = ["Acme"] }
  appprod    = { description = "Applications in production", amount = 9000, targets = ["AppProd"] }
}

budget_alert_rules = {
  acme-total-forecast = { budget = "acme-total", type = "FORECAST", threshold = 100, recipients = "finops@example.com", message = "The month will cost more than planned." }
  acme-total-actual   = { budget = "acme-total", threshold = 90, recipients = "finops@example.com,platform@example.com" }
  appprod-actual      = { budget = "appprod", threshold = 80, recipients = "finops@example.com" }
}

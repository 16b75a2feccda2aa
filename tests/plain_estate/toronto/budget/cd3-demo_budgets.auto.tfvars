# Budgets of toronto
budgets = {
  Budget-AppProd = { amount = 12000, recipients = ["finops@example.com"] }
  Budget-Tenancy = { amount = 30000, recipients = ["finops@example.com", "cto@example.com"] }
}

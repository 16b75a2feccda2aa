topics = {
  acme-ash-ops = { description = "Operations", subscriptions = { "ops@example.com" = "EMAIL" } }
}

topics = {
  acme-tor-ops      = { description = "Operations", subscriptions = { "ops@example.com" = "EMAIL", "https://hooks.example.com/oci/ops" = "CUSTOM_HTTPS" } }
  acme-tor-security = { description = "Security", subscriptions = { "security@example.com" = "EMAIL" } }
}

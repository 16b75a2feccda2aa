cloud_guard_configs = {
  acme = { reporting_region = "ca-toronto-1", status = "ENABLED" }
}

cloud_guard_managed_lists = {
  trusted-addresses = { description = "Offices", list_type = "CIDR_BLOCK", list_items = ["203.0.113.0/26", "198.51.100.64/27"] }
}

cloud_guard_targets = {
  cgt-acme = { description = "Everything of Acme", target = "Acme" }
}

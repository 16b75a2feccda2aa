fw_policies = {
  fwp-ash-hub = {
    address_lists  = { inside = ["10.0.0.0/8"] }
    services       = { https = { type = "TCP_SERVICE", port_min = 443, port_max = 443 } }
    service_lists  = { web = ["https"] }
    url_lists      = {}
    security_rules = { allow-web = { priority = 10, action = "ALLOW", source_addresses = ["inside"], services = ["web"] } }
  }
}

firewalls = {
  fw-ash-hub = { vcn_name = "vcn-ash-hub", subnet_name = "sn-ash-hub-fw", nsg_names = [], policy_name = "fwp-ash-hub" }
}

fw_policies = {
  fwp-tor-hub = {
    address_lists = {
      spokes    = ["10.20.0.0/16"]
      ashburn   = ["10.110.0.0/16", "10.111.0.0/16"]
      databases = ["10.20.2.0/24"]
    }
    services = {
      https  = { type = "TCP_SERVICE", port_min = 443, port_max = 443 }
      oracle = { type = "TCP_SERVICE", port_min = 1521, port_max = 1522 }
    }
    service_lists = { web = ["https"], data = ["oracle"] }
    url_lists     = { updates = ["yum.oracle.com", "*.ubuntu.com"] }
    security_rules = {
      allow-updates = { priority = 10, action = "ALLOW", source_addresses = ["spokes"], services = ["web"], urls = ["updates"] }
      inspect-data  = { priority = 20, action = "INSPECT", inspection = "INTRUSION_PREVENTION", source_addresses = ["ashburn"], destination_addresses = ["databases"], services = ["data"] }
      drop-rest     = { priority = 1000, action = "DROP" }
    }
  }
}

firewalls = {
  fw-tor-hub = { vcn_name = "vcn-tor-hub", subnet_name = "sn-tor-hub-fw", nsg_names = ["nsg-tor-fw"], policy_name = "fwp-tor-hub" }
}

log_groups = {
  lg-tor-fw = {
    description = "Firewall logs of toronto"
    logs = {
      traffic-fw-tor-hub = { category = "trafficlog", resource = "fw-tor-hub" }
      threat-fw-tor-hub  = { category = "threatlog", resource = "fw-tor-hub" }
    }
  }
}

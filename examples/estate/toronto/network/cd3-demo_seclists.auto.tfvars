seclists = {
  sl-tor-hub-public = {
    vcn_name = "vcn-tor-hub"
    ingress_rules = [
      { source = "0.0.0.0/0", protocol = "tcp", port_min = 443, text = "HTTPS from the internet" },
      { source = "0.0.0.0/0", protocol = "tcp", port_min = 80, text = "HTTP, redirected" },
      { source = "0.0.0.0/0", protocol = "icmp", icmp_type = 3, icmp_code = 4, text = "path MTU" },
    ]
    egress_rules = [{ destination = "10.20.0.0/16", protocol = "tcp", port_min = 8080, port_max = 8443, text = "applications" }]
  }
  sl-tor-hub-mgmt = {
    vcn_name = "vcn-tor-hub"
    ingress_rules = [
      { source = "203.0.113.0/26", protocol = "tcp", port_min = 22, text = "SSH from the offices" },
      { source = "10.10.0.0/16", protocol = "icmp", icmp_type = 8, text = "ping" },
    ]
    egress_rules = [{ destination = "0.0.0.0/0", protocol = "all", text = "anywhere" }]
  }
  sl-tor-app = {
    vcn_name = "vcn-tor-app"
    ingress_rules = [
      { source = "10.10.0.0/16", protocol = "tcp", port_min = 8080, port_max = 8443, text = "load balancers of the hub" },
      { source = "10.10.2.0/24", protocol = "tcp", port_min = 22, text = "SSH from the management subnet" },
      { source = "10.20.0.0/16", protocol = "icmp", icmp_type = 3, icmp_code = 4, text = "path MTU" },
    ]
    egress_rules = [{ destination = "0.0.0.0/0", protocol = "all", text = "anywhere" }]
  }
  sl-tor-data = {
    vcn_name = "vcn-tor-app"
    ingress_rules = [
      { source = "10.20.1.0/24", protocol = "tcp", port_min = 1521, port_max = 1522, text = "Oracle clients" },
      { source = "10.20.1.0/24", protocol = "tcp", port_min = 3306, text = "MySQL clients" },
    ]
    egress_rules = [{ destination = "10.20.0.0/16", protocol = "tcp", text = "answers inside the VCN" }]
  }
  sl-tor-oke = {
    vcn_name = "vcn-tor-app"
    ingress_rules = [
      { source = "10.20.0.0/16", protocol = "tcp", port_min = 6443, text = "Kubernetes API" },
      { source = "10.20.8.0/21", protocol = "all", text = "between nodes and pods" },
    ]
    egress_rules = [{ destination = "0.0.0.0/0", protocol = "all", text = "anywhere" }]
  }
}

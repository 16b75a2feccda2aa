seclists = {
  sl-ash-hub = {
    vcn_name = "vcn-ash-hub"
    ingress_rules = [
      { source = "0.0.0.0/0", protocol = "tcp", port_min = 443, text = "HTTPS from the internet" },
      { source = "0.0.0.0/0", protocol = "icmp", icmp_type = 3, icmp_code = 4, text = "path MTU" },
    ]
    egress_rules = [{ destination = "10.0.0.0/8", protocol = "all", text = "inside" }]
  }
  sl-ash-app = {
    vcn_name = "vcn-ash-app"
    ingress_rules = [
      { source = "10.0.0.0/8", protocol = "tcp", port_min = 8080, port_max = 8443, text = "load balancers" },
      { source = "10.10.2.0/24", protocol = "tcp", port_min = 22, text = "SSH from the management subnet in toronto" },
      { source = "10.111.0.0/16", protocol = "all", text = "inside the VCN" },
    ]
    egress_rules = [{ destination = "0.0.0.0/0", protocol = "all", text = "anywhere" }]
  }
}

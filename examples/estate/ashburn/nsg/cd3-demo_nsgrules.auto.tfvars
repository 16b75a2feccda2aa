nsg_rules = {
  lb-https  = { nsg_name = "nsg-ash-lb", description = "HTTPS from the internet", peer_cidr = "0.0.0.0/0", port_min = 443 }
  lb-out    = { nsg_name = "nsg-ash-lb", direction = "EGRESS", description = "applications", peer_cidr = "10.111.1.0/24", port_min = 8080, port_max = 8443 }
  app-web   = { nsg_name = "nsg-ash-app", description = "load balancers", peer_cidr = "10.110.0.0/24", port_min = 8080, port_max = 8443 }
  app-out   = { nsg_name = "nsg-ash-app", direction = "EGRESS", protocol = "all", description = "anywhere", peer_cidr = "0.0.0.0/0" }
  db-oracle = { nsg_name = "nsg-ash-db", description = "Oracle clients", peer_nsg = "nsg-ash-app", port_min = 1521, port_max = 1522 }
}

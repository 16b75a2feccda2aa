nsg_rules = {
  lb-https     = { nsg_name = "nsg-tor-lb", description = "HTTPS from the internet", peer_cidr = "0.0.0.0/0", port_min = 443 }
  lb-http      = { nsg_name = "nsg-tor-lb", description = "HTTP from the internet", peer_cidr = "0.0.0.0/0", port_min = 80 }
  lb-out       = { nsg_name = "nsg-tor-lb", direction = "EGRESS", description = "applications", peer_cidr = "10.20.1.0/24", port_min = 8080, port_max = 8443 }
  fw-in        = { nsg_name = "nsg-tor-fw", protocol = "all", description = "everything that is routed here", peer_cidr = "10.0.0.0/8" }
  fw-out       = { nsg_name = "nsg-tor-fw", direction = "EGRESS", protocol = "all", description = "anywhere", peer_cidr = "0.0.0.0/0" }
  vmw-vmotion  = { nsg_name = "nsg-tor-vmw", description = "vMotion", peer_nsg = "nsg-tor-vmw", port_min = 8000 }
  app-web      = { nsg_name = "nsg-tor-app", description = "load balancers", peer_cidr = "10.10.0.0/24", port_min = 8080, port_max = 8443 }
  app-ssh      = { nsg_name = "nsg-tor-app", description = "SSH from the management subnet", peer_cidr = "10.10.2.0/24", port_min = 22 }
  app-out      = { nsg_name = "nsg-tor-app", direction = "EGRESS", protocol = "all", description = "anywhere", peer_cidr = "0.0.0.0/0" }
  db-oracle    = { nsg_name = "nsg-tor-db", description = "Oracle clients", peer_nsg = "nsg-tor-app", port_min = 1521, port_max = 1522 }
  db-mysql     = { nsg_name = "nsg-tor-db", description = "MySQL clients", peer_nsg = "nsg-tor-app", port_min = 3306 }
  fss-nfs      = { nsg_name = "nsg-tor-fss", description = "NFS", peer_nsg = "nsg-tor-app", port_min = 2048, port_max = 2050 }
  fss-portmap  = { nsg_name = "nsg-tor-fss", description = "port mapper", peer_nsg = "nsg-tor-app", port_min = 111 }
  fss-portmapu = { nsg_name = "nsg-tor-fss", protocol = "udp", description = "port mapper", peer_nsg = "nsg-tor-app", port_min = 111 }
  oke-api      = { nsg_name = "nsg-tor-oke", description = "Kubernetes API", peer_cidr = "10.20.0.0/16", port_min = 6443 }
  oke-inside   = { nsg_name = "nsg-tor-oke", protocol = "all", description = "between nodes", peer_nsg = "nsg-tor-oke" }
  oke-out      = { nsg_name = "nsg-tor-oke", direction = "EGRESS", protocol = "all", description = "anywhere", peer_cidr = "0.0.0.0/0" }
}

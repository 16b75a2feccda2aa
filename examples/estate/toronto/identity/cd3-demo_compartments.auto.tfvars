compartments = {
  Acme     = { description = "Everything of Acme" }
  Network  = { parent = "Acme", description = "VCNs, gateways, load balancers, DNS" }
  Security = { parent = "Acme", description = "Vaults, firewalls, logs, alarms" }
  AppProd  = { parent = "Acme", description = "Applications in production" }
  Data     = { parent = "Acme", description = "Databases" }
}

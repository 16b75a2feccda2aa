# Compartments of toronto
compartments = {
  Network = { description = "VCNs, gateways, load balancers" }
  AppProd = { description = "Applications in production" }
}

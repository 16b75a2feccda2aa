# Policies of toronto
policies = {
  NetworkAdmins-Policy = {
    description = "Network administrators manage the network"
    statements = [
      "Allow group NetworkAdmins to manage virtual-network-family in compartment Network",
      "Allow group NetworkAdmins to manage load-balancers in compartment Network",
    ]
  }
}

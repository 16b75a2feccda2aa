clusters = {
  oke-tor-prod = { vcn_name = "vcn-tor-app", kubernetes_version = "v1.33.6", endpoint_subnet = "sn-tor-oke-api", endpoint_nsgs = ["nsg-tor-oke"], lb_subnets = ["sn-tor-app"] }
}

nodepools = {
  np-tor-general = { cluster = "oke-tor-prod", kubernetes_version = "v1.33.6", size = 3, subnet_name = "sn-tor-oke-nodes", nsg_names = ["nsg-tor-oke"], labels = { pool = "general" }, ssh_key = "platform" }
  np-tor-batch   = { cluster = "oke-tor-prod", kubernetes_version = "v1.33.6", size = 1, ocpus = 8, memory_in_gbs = 128, subnet_name = "sn-tor-oke-nodes", nsg_names = ["nsg-tor-oke"], labels = { pool = "batch" }, ssh_key = "platform" }
}

operator_hosts = {
  okeop-tor = { cluster = "oke-tor-prod", source = "OracleLinux9", subnet_name = "sn-tor-app", nsg_names = ["nsg-tor-app"], ssh_key = "platform" }
}

clusters = {
  oke-ash-dr = { vcn_name = "vcn-ash-app", kubernetes_version = "v1.33.6", endpoint_subnet = "sn-ash-oke", endpoint_nsgs = [], lb_subnets = ["sn-ash-app"] }
}

nodepools = {
  np-ash-general = { cluster = "oke-ash-dr", kubernetes_version = "v1.33.6", size = 3, subnet_name = "sn-ash-oke", nsg_names = ["nsg-ash-app"], labels = { pool = "general" }, ssh_key = "platform" }
}

operator_hosts = {
  okeop-ash = { cluster = "oke-ash-dr", source = "OracleLinux9", subnet_name = "sn-ash-app", nsg_names = ["nsg-ash-app"], ssh_key = "platform" }
}

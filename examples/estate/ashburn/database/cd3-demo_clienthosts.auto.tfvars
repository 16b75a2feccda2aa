client_hosts = {
  dbclient-ash = { source = "OracleLinux9", vcn_name = "vcn-ash-app", subnet_name = "sn-ash-app", nsg_names = ["nsg-ash-app"], ssh_key = "data" }
}

client_hosts = {
  dbclient-tor = { source = "OracleLinux9", vcn_name = "vcn-tor-app", subnet_name = "sn-tor-app", nsg_names = ["nsg-tor-app"], ssh_key = "data" }
}

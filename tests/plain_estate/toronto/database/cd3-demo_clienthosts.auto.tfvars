# Clienthosts of toronto
client_hosts = {
  dba-tor-01 = { compartment = "Data", availability_domain = "AD1", subnet_name = "sn-tor-db" }
}

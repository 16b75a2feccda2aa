# Mysql of toronto
mysql_systems = {
  mysql-tor-web = { compartment = "Data", availability_domain = "AD1", subnet_name = "sn-tor-db" }
}

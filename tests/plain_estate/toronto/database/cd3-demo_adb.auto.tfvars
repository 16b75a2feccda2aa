# Adb of toronto
autonomous_databases = {
  adb-tor-orders = { compartment = "Data", db_name = "orderstor", db_workload = "OLTP", subnet_name = "sn-tor-db" }
  adb-tor-sales  = { compartment = "Data", db_name = "salestor", db_workload = "DW", subnet_name = "sn-tor-db" }
}

# Adb of ashburn
autonomous_databases = {
  adb-ash-orders = { compartment = "Data", db_name = "ordersash", db_workload = "OLTP", subnet_name = "sn-ash-db" }
  adb-ash-sales  = { compartment = "Data", db_name = "salesash", db_workload = "DW", subnet_name = "sn-ash-db" }
}

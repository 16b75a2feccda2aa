adbs = {
  adb-ash-reports = { db_name = "REPORTS", db_workload = "DW", vcn_name = "vcn-ash-app", subnet_name = "sn-ash-data", nsg_names = ["nsg-ash-db"], admin_secret = "sec-ash-adb-admin" }
}

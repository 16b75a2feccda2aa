adbs = {
  adb-ash-reports = { db_name = "REPORTS", db_workload = "DW", storage_in_gbs = 1024, vcn_name = "vcn-ash-app", subnet_name = "sn-ash-data", nsg_names = ["nsg-ash-db"], admin_secret = "sec-ash-adb-admin" }
}

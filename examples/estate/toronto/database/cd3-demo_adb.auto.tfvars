adbs = {
  adb-tor-orders = { db_name = "ORDERS", ecpu_count = 4, storage_in_gbs = 256, is_auto_scaling_enabled = true, vcn_name = "vcn-tor-app", subnet_name = "sn-tor-data", nsg_names = ["nsg-tor-db"], admin_secret = "sec-tor-adb-admin" }
}

mysql_dbsystems = {
  mysql-tor-shop = { description = "Catalogue of the shop", storage_in_gbs = 100, is_highly_available = true, vcn_name = "vcn-tor-app", subnet_name = "sn-tor-data", backup_retention_in_days = 14 }
}

module "mysql-dbsystems" {
  source   = "../../modules/database/mysql-dbsystem"
  for_each = var.mysql_dbsystems

  compartment_id           = local.compartment_ocids[each.value.compartment_id]
  availability_domain      = local.availability_domains[each.value.availability_domain]
  display_name             = each.key
  description              = each.value.description
  shape_name               = each.value.shape_name
  storage_in_gbs           = each.value.storage_in_gbs
  is_highly_available      = each.value.is_highly_available
  subnet_id                = local.subnet_ids[each.value.subnet_name]
  hostname_label           = each.key
  admin_password           = var.mysql_admin_password
  backup_retention_in_days = each.value.backup_retention_in_days
}

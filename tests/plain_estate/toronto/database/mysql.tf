module "mysql_systems" {
  source   = "../../modules/database/mysql-system"
  for_each = var.mysql_systems

  compartment_id      = var.compartment_ocids[each.value.compartment]
  display_name        = each.key
  availability_domain = local.availability_domains[each.value.availability_domain]
  subnet_name         = each.value.subnet_name
}

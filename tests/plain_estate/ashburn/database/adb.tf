module "autonomous_databases" {
  source   = "../../modules/database/autonomous"
  for_each = var.autonomous_databases

  compartment_id = var.compartment_ocids[each.value.compartment]
  display_name   = each.key
  db_name        = each.value.db_name
  db_workload    = each.value.db_workload
  subnet_name    = each.value.subnet_name
}

module "drgs" {
  source   = "../../modules/network/drg"
  for_each = var.drgs

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = each.key
}

module "drg-route-distributions" {
  source   = "../../modules/network/drg-route-distribution"
  for_each = var.drg_route_distributions

  drg_id           = module.drgs[each.value.drg_name].id
  display_name     = each.key
  attachment_types = each.value.attachment_types
}

module "drg-route-tables" {
  source   = "../../modules/network/drg-route-table"
  for_each = var.drg_route_tables

  drg_id                 = module.drgs[each.value.drg_name].id
  display_name           = each.key
  import_distribution_id = module.drg-route-distributions[each.value.import_distribution].id
}

module "drg-attachments" {
  source   = "../../modules/network/drg-attachment"
  for_each = var.drg_attachments

  drg_id             = module.drgs[each.value.drg_name].id
  vcn_id             = module.vcns[each.value.vcn_name].id
  display_name       = each.key
  drg_route_table_id = module.drg-route-tables[each.value.drg_route_table].id
}

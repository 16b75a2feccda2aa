module "applications" {
  source   = "../../modules/functions/application"
  for_each = var.fn_applications

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = each.key
  subnet_ids     = [local.subnet_ids[each.value.subnet_name]]
  nsg_ids        = [for name in each.value.nsg_names : local.nsg_ids[name]]
  config         = each.value.config
  functions      = each.value.functions
}

module "drgs" {
  source   = "../../modules/network/drg"
  for_each = var.drgs

  compartment_id = var.compartment_ocids[each.value.compartment]
  display_name   = each.key
}

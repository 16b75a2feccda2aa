module "nsgs" {
  source   = "../../modules/network/nsg"
  for_each = var.nsgs

  compartment_id = var.compartment_ocids[each.value.compartment]
  display_name   = each.key
  vcn_name       = each.value.vcn_name
  rules          = each.value.rules
}

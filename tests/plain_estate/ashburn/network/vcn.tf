module "vcns" {
  source   = "../../modules/network/vcn"
  for_each = var.vcns

  compartment_id = var.compartment_ocids[each.value.compartment]
  display_name   = each.key
  cidr_blocks    = each.value.cidr_blocks
  dns_label      = each.value.dns_label
  subnets        = each.value.subnets
}

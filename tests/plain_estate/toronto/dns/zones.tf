module "zones" {
  source   = "../../modules/network/dns-zone"
  for_each = var.zones

  compartment_id = var.compartment_ocids[each.value.compartment]
  zone_name      = each.key
  records        = each.value.records
}

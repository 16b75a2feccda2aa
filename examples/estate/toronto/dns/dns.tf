module "dns-views" {
  source   = "../../modules/network/dns-view"
  for_each = var.views

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  display_name   = each.key
}

module "dns-zones" {
  source   = "../../modules/network/dns-zone"
  for_each = var.zones

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  name           = each.key
  view_id        = module.dns-views[each.value.view_name].id
}

module "dns-rrsets" {
  source   = "../../modules/network/dns-rrset"
  for_each = var.rrsets

  zone_id = module.dns-zones[each.value.zone_name].id
  domain  = each.value.domain
  rtype   = each.value.rtype
  rdata   = each.value.rdata
  ttl     = each.value.ttl
}

module "igws" {
  source   = "../../modules/network/internet-gateway"
  for_each = var.igws

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  vcn_id         = module.vcns[each.value.vcn_name].id
  display_name   = each.key
}

module "ngws" {
  source   = "../../modules/network/nat-gateway"
  for_each = var.ngws

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  vcn_id         = module.vcns[each.value.vcn_name].id
  display_name   = each.key
}

module "sgws" {
  source   = "../../modules/network/service-gateway"
  for_each = var.sgws

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  vcn_id         = module.vcns[each.value.vcn_name].id
  display_name   = each.key
  service_id     = data.oci_core_services.services.services[0].id
}

locals {
  gateway_ids = { for name, made in merge(module.igws, module.ngws, module.sgws, module.drgs) : name => made.id }
}

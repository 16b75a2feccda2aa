module "route-tables" {
  source   = "../../modules/network/route-table"
  for_each = var.route_tables

  compartment_id = local.compartment_ocids[each.value.compartment_id]
  vcn_id         = module.vcns[each.value.vcn_name].id
  display_name   = each.key
  rules = [for rule in each.value.rules : {
    description       = rule.description
    destination       = rule.destination == "oracle-services" ? data.oci_core_services.services.services[0].cidr_block : rule.destination
    destination_type  = rule.destination == "oracle-services" ? "SERVICE_CIDR_BLOCK" : "CIDR_BLOCK"
    network_entity_id = local.gateway_ids[rule.gateway]
  }]

  depends_on = [module.drg-attachments] # a route to a DRG needs the attachment of its VCN
}

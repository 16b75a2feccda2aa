module "host-scans" {
  source   = "../../modules/security/host-scan"
  for_each = var.host_scans

  compartment_id        = local.compartment_ocids[each.value.compartment_id]
  display_name          = each.key
  description           = each.value.description
  target_compartment_id = local.compartment_ocids[each.value.target]
  port_scan_level       = each.value.port_scan_level
  day_of_week           = each.value.day_of_week
}

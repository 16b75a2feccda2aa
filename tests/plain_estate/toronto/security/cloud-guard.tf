module "cloud_guard_targets" {
  source   = "../../modules/security/cloud-guard"
  for_each = var.cloud_guard_targets

  compartment_id  = var.tenancy_ocid
  display_name    = each.key
  detector_recipe = each.value.detector_recipe
}

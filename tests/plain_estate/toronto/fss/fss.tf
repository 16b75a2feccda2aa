module "file_systems" {
  source   = "../../modules/storage/file-system"
  for_each = var.file_systems

  compartment_id      = var.compartment_ocids[each.value.compartment]
  display_name        = each.key
  availability_domain = local.availability_domains[each.value.availability_domain]
  subnet_name         = each.value.subnet_name
  export_path         = each.value.export_path
}

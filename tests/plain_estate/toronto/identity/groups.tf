module "groups" {
  source   = "../../modules/identity/group"
  for_each = var.groups

  tenancy_ocid = var.tenancy_ocid
  name         = each.key
  description  = each.value.description
}

module "compartments" {
  source   = "../../modules/identity/compartment"
  for_each = var.compartments

  tenancy_ocid = var.tenancy_ocid
  name         = each.key
  description  = each.value.description
}

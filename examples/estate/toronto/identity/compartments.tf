module "compartments" {
  source   = "../../modules/identity/iam-compartment"
  for_each = { for name, compartment in var.compartments : name => compartment if compartment.parent == "Root" }

  parent_id     = var.tenancy_ocid
  name          = each.key
  description   = each.value.description
  enable_delete = each.value.enable_delete
}

module "sub-compartments" {
  source   = "../../modules/identity/iam-compartment"
  for_each = { for name, compartment in var.compartments : name => compartment if compartment.parent != "Root" }

  parent_id     = module.compartments[each.value.parent].id
  name          = each.key
  description   = each.value.description
  enable_delete = each.value.enable_delete
}

locals {
  compartment_ocids = merge({ Root = var.tenancy_ocid }, { for name, made in merge(module.compartments, module.sub-compartments) : name => made.id })
}

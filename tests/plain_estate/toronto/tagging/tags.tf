module "tag_namespaces" {
  source   = "../../modules/governance/tag-namespace"
  for_each = var.tag_namespaces

  compartment_id = var.tenancy_ocid
  name           = each.key
  keys           = each.value.keys
}

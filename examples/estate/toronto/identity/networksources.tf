module "network-sources" {
  source   = "../../modules/identity/iam-network-source"
  for_each = var.network_sources

  tenancy_ocid       = var.tenancy_ocid
  name               = each.key
  description        = each.value.description
  public_source_list = each.value.public_source_list
}

module "buckets" {
  source   = "../../modules/storage/bucket"
  for_each = var.buckets

  compartment_id = var.compartment_ocids[each.value.compartment]
  name           = each.key
}

# An instance from which the cluster is operated (modules/compute/instance).
module "instance" {
  source = "../../compute/instance"

  compartment_id      = var.compartment_id
  availability_domain = var.availability_domain
  display_name        = var.display_name
  hostname_label      = var.display_name
  ocpus               = 1
  memory_in_gbs       = 8
  source_image_id     = var.source_image_id
  subnet_id           = var.subnet_id
  nsg_ids             = var.nsg_ids
  ssh_public_key      = var.ssh_public_key
  freeform_tags       = { cluster = var.cluster_name }
}

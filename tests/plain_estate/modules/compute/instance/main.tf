# An instance with its block volumes (modules/storage/block-volume).
resource "terraform_data" "instance" {
  input = {
    compartment_id          = var.compartment_id
    display_name            = var.display_name
    availability_domain     = var.availability_domain
    shape                   = var.shape
    ocpus                   = var.ocpus
    memory_in_gbs           = var.memory_in_gbs
    subnet_name             = var.subnet_name
    nsg_names               = join(",", var.nsg_names)
    boot_volume_size_in_gbs = var.boot_volume_size_in_gbs
    user_data               = var.user_data
  }
}

module "block_volumes" {
  source   = "../../storage/block-volume"
  for_each = var.block_volumes

  compartment_id      = var.compartment_id
  display_name        = each.key
  availability_domain = var.availability_domain
  size_in_gbs         = each.value
}

# A block volume.
resource "terraform_data" "volume" {
  input = {
    compartment_id      = var.compartment_id
    display_name        = var.display_name
    availability_domain = var.availability_domain
    size_in_gbs         = var.size_in_gbs
    vpus_per_gb         = var.vpus_per_gb
  }
}

# An object storage bucket.
resource "terraform_data" "bucket" {
  input = {
    compartment_id = var.compartment_id
    name           = var.name
    access_type    = var.access_type
    versioning     = var.versioning
  }
}

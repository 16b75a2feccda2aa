# A dynamic routing gateway.
resource "terraform_data" "drg" {
  input = {
    compartment_id = var.compartment_id
    display_name   = var.display_name
  }
}

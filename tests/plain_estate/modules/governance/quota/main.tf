# A quota: limits for compartments.
resource "terraform_data" "quota" {
  input = {
    compartment_id = var.compartment_id
    name           = var.name
    statements     = var.statements
  }
}

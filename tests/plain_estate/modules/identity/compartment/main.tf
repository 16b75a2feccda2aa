# A compartment below the tenancy's root or below another one.
resource "terraform_data" "compartment" {
  input = {
    tenancy_ocid  = var.tenancy_ocid
    name          = var.name
    description   = var.description
    enable_delete = var.enable_delete
  }
}

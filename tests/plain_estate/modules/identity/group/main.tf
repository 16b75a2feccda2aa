# A group of users.
resource "terraform_data" "group" {
  input = {
    tenancy_ocid = var.tenancy_ocid
    name         = var.name
    description  = var.description
  }
}

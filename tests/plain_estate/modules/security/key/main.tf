# A key of a vault.
resource "terraform_data" "key" {
  input = {
    compartment_id  = var.compartment_id
    display_name    = var.display_name
    vault_id        = var.vault_id
    algorithm       = var.algorithm
    length          = var.length
    protection_mode = var.protection_mode
  }
}

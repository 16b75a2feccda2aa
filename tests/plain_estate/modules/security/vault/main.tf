# A vault.
resource "terraform_data" "vault" {
  input = {
    compartment_id = var.compartment_id
    display_name   = var.display_name
    vault_type     = var.vault_type
  }
}

# A secret that the vault makes up itself, so that it is in nobody's state.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_vault_secret" "secret" {
  compartment_id         = var.compartment_id
  vault_id               = var.vault_id
  key_id                 = var.key_id
  secret_name            = var.name
  description            = var.description
  enable_auto_generation = true

  secret_generation_context {
    generation_type     = "PASSPHRASE"
    generation_template = "DBAAS_DEFAULT_PASSWORD"
    passphrase_length   = var.passphrase_length
  }
}

# A real export keeps its state in Object Storage:
#   backend "oci" { bucket = "acme-terraform-state", key = "toronto/database/terraform.tfstate" }
# Without a backend block the state is local.

# A team keeps its state in Object Storage:
#   terraform { backend "oci" { bucket = "acme-terraform-state", namespace = "acme", key = "toronto/oss/terraform.tfstate" } }
# Without a backend block the state is local.

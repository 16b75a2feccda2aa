terraform {
  required_version = ">= 1.5.0"

  required_providers {
    oci = {
      source  = "oracle/oci"
      version = ">= 6.0"
    }
  }
}

# Who calls is in the environment or in ~/.oci/config, never here.
provider "oci" {
  tenancy_ocid = var.tenancy_ocid
  region       = var.region
}

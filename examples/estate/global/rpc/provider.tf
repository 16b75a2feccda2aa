terraform {
  required_version = ">= 1.5.0"

  required_providers {
    oci = {
      source  = "oracle/oci"
      version = ">= 6.0"
    }
  }
}

# One provider for each region; who calls is in the environment or in ~/.oci/config, never here.
provider "oci" {
  alias        = "toronto"
  tenancy_ocid = var.tenancy_ocid
  region       = var.region
}

provider "oci" {
  alias        = "ashburn"
  tenancy_ocid = var.tenancy_ocid
  region       = var.peer_region
}

# No required_providers: Terraform then takes hashicorp/oci, which is an old address of the same provider.
provider "oci" {
  tenancy_ocid = var.tenancy_ocid
  region       = var.region
}

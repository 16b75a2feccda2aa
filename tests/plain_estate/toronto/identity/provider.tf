# A real export names oracle/oci here. These modules use terraform_data, which every Terraform has built in: nothing to download.

terraform {
  required_version = ">= 1.5.0"
}

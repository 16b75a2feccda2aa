# A real export looks these up (data.oci_identity_availability_domains, data.oci_core_images); nothing is looked up here.

locals {
  availability_domains = {
    AD1 = "qIZq:CA-TORONTO-1-AD-1"
  }
}

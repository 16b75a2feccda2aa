# A real export looks these up (data.oci_identity_availability_domains, data.oci_core_images); nothing is looked up here.

locals {
  availability_domains = {
    AD1 = "qIZq:US-ASHBURN-1-AD-1"
  }
}

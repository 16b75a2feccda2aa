# Limits on what a compartment may use.
resource "oci_limits_quota" "quota" {
  compartment_id = var.tenancy_ocid
  name           = var.name
  description    = var.description
  statements     = var.statements
}

output "id" {
  description = "OCID"
  value       = oci_identity_compartment.compartment.id
}

output "id" {
  description = "OCID of the VCN"
  value       = terraform_data.vcn.id
}

output "subnet_ids" {
  description = "Subnet OCIDs by name"
  value       = { for name, subnet in module.subnets : name => subnet.id }
}

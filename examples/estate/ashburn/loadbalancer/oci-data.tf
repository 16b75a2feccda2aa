# Looked up by name at plan time; nothing here is created. (CD3 pastes the OCIDs of compartments into variables_ashburn.tf
# instead, after "Fetch compartments".)
data "oci_identity_compartments" "compartments" {
  compartment_id            = var.tenancy_ocid
  compartment_id_in_subtree = true
  state                     = "ACTIVE"
}

locals {
  compartment_ocids = merge({ Root = var.tenancy_ocid }, { for found in data.oci_identity_compartments.compartments.compartments : found.name => found.id })
}

data "oci_core_vcns" "vcns" {
  for_each = toset([for lb in var.load_balancers : lb.vcn_name])

  compartment_id = local.compartment_ocids[var.network_compartment]
  display_name   = each.key
  state          = "AVAILABLE"
}

data "oci_core_subnets" "subnets" {
  for_each = data.oci_core_vcns.vcns

  compartment_id = local.compartment_ocids[var.network_compartment]
  vcn_id         = each.value.virtual_networks[0].id
  state          = "AVAILABLE"
}

data "oci_core_network_security_groups" "nsgs" {
  for_each = data.oci_core_vcns.vcns

  compartment_id = local.compartment_ocids[var.network_compartment]
  vcn_id         = each.value.virtual_networks[0].id
  state          = "AVAILABLE"
}

locals {
  vcn_ids    = { for name, found in data.oci_core_vcns.vcns : name => found.virtual_networks[0].id }
  subnet_ids = merge([for found in data.oci_core_subnets.subnets : { for subnet in found.subnets : subnet.display_name => subnet.id }]...)
  nsg_ids    = merge([for found in data.oci_core_network_security_groups.nsgs : { for nsg in found.network_security_groups : nsg.display_name => nsg.id }]...)
}

data "oci_core_instances" "instances" {
  for_each = toset([for backend in var.backends : backend.instance_name])

  compartment_id = local.compartment_ocids[var.instance_compartment]
  display_name   = each.key
  state          = "RUNNING"
}

data "oci_core_instance" "instances" {
  for_each = data.oci_core_instances.instances

  instance_id = each.value.instances[0].id
}

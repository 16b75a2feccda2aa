# Looked up by name at plan time; nothing here is created. (CD3 pastes the OCIDs of compartments into variables_toronto.tf
# instead, after "Fetch compartments".)
data "oci_identity_compartments" "compartments" {
  compartment_id            = var.tenancy_ocid
  compartment_id_in_subtree = true
  state                     = "ACTIVE"
}

locals {
  compartment_ocids = merge({ Root = var.tenancy_ocid }, { for found in data.oci_identity_compartments.compartments.compartments : found.name => found.id })
}

data "oci_identity_availability_domains" "availability_domains" {
  compartment_id = var.tenancy_ocid
}

locals {
  availability_domains = data.oci_identity_availability_domains.availability_domains.availability_domains[*].name
}

data "oci_core_vcns" "vcns" {
  for_each = toset(concat([for adb in var.adbs : adb.vcn_name], [for mysql in var.mysql_dbsystems : mysql.vcn_name], [for host in var.client_hosts : host.vcn_name]))

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

data "oci_vault_secrets" "passwords" {
  for_each = var.adbs

  compartment_id = local.compartment_ocids["Security"]
  name           = each.value.admin_secret
  state          = "ACTIVE"
}

# The newest image of each system; instances keep the one that they were made with.
data "oci_core_images" "images" {
  for_each = var.instance_images

  compartment_id           = var.tenancy_ocid
  operating_system         = each.value.operating_system
  operating_system_version = each.value.version
  shape                    = "VM.Standard.E5.Flex"
  state                    = "AVAILABLE"
  sort_by                  = "TIMECREATED"
  sort_order               = "DESC"
}

locals {
  image_ids = { for name, found in data.oci_core_images.images : name => found.images[0].id }
}

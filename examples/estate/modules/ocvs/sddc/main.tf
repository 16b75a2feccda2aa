# A VMware software-defined data centre.
terraform {
  required_providers {
    oci = {
      source = "oracle/oci"
    }
  }
}

resource "oci_ocvp_sddc" "sddc" {
  compartment_id          = var.compartment_id
  display_name            = var.display_name
  vmware_software_version = var.vmware_software_version
  ssh_authorized_keys     = var.ssh_public_key
  is_hcx_enabled          = false
  freeform_tags           = var.freeform_tags

  initial_configuration {
    initial_cluster_configurations {
      display_name                = "${var.display_name}-cluster"
      vsphere_type                = "MANAGEMENT"
      compute_availability_domain = var.availability_domain
      esxi_hosts_count            = var.esxi_hosts_count
      initial_host_shape_name     = var.shape
      initial_commitment          = "HOUR"
      workload_network_cidr       = var.workload_network_cidr

      network_configuration {
        provisioning_subnet_id  = var.provisioning_subnet_id
        vsphere_vlan_id         = var.vlan_ids["vsphere"]
        vmotion_vlan_id         = var.vlan_ids["vmotion"]
        vsan_vlan_id            = var.vlan_ids["vsan"]
        nsx_vtep_vlan_id        = var.vlan_ids["nsx_vtep"]
        nsx_edge_vtep_vlan_id   = var.vlan_ids["nsx_edge_vtep"]
        nsx_edge_uplink1vlan_id = var.vlan_ids["nsx_edge_uplink1"]
        nsx_edge_uplink2vlan_id = var.vlan_ids["nsx_edge_uplink2"]
      }
    }
  }
}

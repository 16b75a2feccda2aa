sddcs = {
  sddc-tor-legacy = {
    vmware_software_version = "8.0 update 3"
    workload_network_cidr   = "172.20.0.0/16"
    vcn_name                = "vcn-tor-hub"
    provisioning_subnet     = "sn-tor-hub-mgmt"
    ssh_key                 = "platform"
    vlans = {
      vsphere          = "vlan-tor-vsphere"
      vmotion          = "vlan-tor-vmotion"
      vsan             = "vlan-tor-vsan"
      nsx_vtep         = "vlan-tor-nsx-vtep"
      nsx_edge_vtep    = "vlan-tor-nsx-edge"
      nsx_edge_uplink1 = "vlan-tor-uplink1"
      nsx_edge_uplink2 = "vlan-tor-uplink2"
    }
  }
}

vlans = {
  vlan-tor-vsphere = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.16.0/24", vlan_tag = 1601, nsg_names = ["nsg-tor-vmw"], route_table = "rt-tor-hub-private" }
  vlan-tor-vmotion = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.17.0/24", vlan_tag = 1701, nsg_names = ["nsg-tor-vmw"], route_table = "rt-tor-hub-private" }
}

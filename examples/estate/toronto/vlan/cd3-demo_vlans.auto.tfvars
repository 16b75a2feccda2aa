vlans = {
  vlan-tor-vsphere  = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.16.0/24", vlan_tag = 1601, nsg_names = ["nsg-tor-vmw"], route_table = "rt-tor-hub-private" }
  vlan-tor-vmotion  = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.17.0/24", vlan_tag = 1602, nsg_names = ["nsg-tor-vmw"], route_table = "rt-tor-hub-private" }
  vlan-tor-vsan     = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.18.0/24", vlan_tag = 1603, nsg_names = ["nsg-tor-vmw"], route_table = "rt-tor-hub-private" }
  vlan-tor-nsx-vtep = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.19.0/24", vlan_tag = 1604, nsg_names = ["nsg-tor-vmw"], route_table = "rt-tor-hub-private" }
  vlan-tor-nsx-edge = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.20.0/24", vlan_tag = 1605, nsg_names = ["nsg-tor-vmw"], route_table = "rt-tor-hub-private" }
  vlan-tor-uplink1  = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.21.0/24", vlan_tag = 1606, nsg_names = ["nsg-tor-vmw"], route_table = "rt-tor-hub-private" }
  vlan-tor-uplink2  = { vcn_name = "vcn-tor-hub", cidr_block = "10.10.22.0/24", vlan_tag = 1607, nsg_names = ["nsg-tor-vmw"], route_table = "rt-tor-hub-private" }
}

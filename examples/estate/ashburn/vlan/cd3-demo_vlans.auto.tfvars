vlans = {
  vlan-ash-vsphere = { vcn_name = "vcn-ash-hub", cidr_block = "10.110.16.0/24", vlan_tag = 1601, nsg_names = [], route_table = "rt-ash-hub" }
}

nsgs = {
  nsg-ash-lb  = { vcn_name = "vcn-ash-hub" }
  nsg-ash-app = { vcn_name = "vcn-ash-app" }
  nsg-ash-db  = { vcn_name = "vcn-ash-app" }
}

nsgs = {
  nsg-tor-lb  = { vcn_name = "vcn-tor-hub" }
  nsg-tor-fw  = { vcn_name = "vcn-tor-hub" }
  nsg-tor-vmw = { vcn_name = "vcn-tor-hub" }
  nsg-tor-app = { vcn_name = "vcn-tor-app" }
  nsg-tor-db  = { vcn_name = "vcn-tor-app" }
  nsg-tor-fss = { vcn_name = "vcn-tor-app" }
  nsg-tor-oke = { vcn_name = "vcn-tor-app" }
}

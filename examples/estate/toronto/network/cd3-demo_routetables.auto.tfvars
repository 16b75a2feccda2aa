route_tables = {
  rt-tor-hub-public = {
    vcn_name = "vcn-tor-hub"
    rules = [
      { description = "internet", destination = "0.0.0.0/0", gateway = "igw-tor-hub" },
      { description = "spokes", destination = "10.20.0.0/16", gateway = "drg-tor-hub" },
    ]
  }
  rt-tor-hub-private = {
    vcn_name = "vcn-tor-hub"
    rules = [
      { description = "internet, outwards only", destination = "0.0.0.0/0", gateway = "ngw-tor-hub" },
      { description = "Oracle services", destination = "oracle-services", gateway = "sgw-tor-hub" },
      { description = "spokes", destination = "10.20.0.0/16", gateway = "drg-tor-hub" },
      { description = "ashburn", destination = "10.110.0.0/15", gateway = "drg-tor-hub" },
    ]
  }
  rt-tor-app = {
    vcn_name = "vcn-tor-app"
    rules = [
      { description = "internet, outwards only", destination = "0.0.0.0/0", gateway = "ngw-tor-app" },
      { description = "Oracle services", destination = "oracle-services", gateway = "sgw-tor-app" },
      { description = "hub", destination = "10.10.0.0/16", gateway = "drg-tor-hub" },
      { description = "ashburn", destination = "10.110.0.0/15", gateway = "drg-tor-hub" },
    ]
  }
}

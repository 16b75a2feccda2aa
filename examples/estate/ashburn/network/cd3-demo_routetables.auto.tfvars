route_tables = {
  rt-ash-hub = {
    vcn_name = "vcn-ash-hub"
    rules = [
      { description = "internet", destination = "0.0.0.0/0", gateway = "igw-ash-hub" },
      { description = "spokes and toronto", destination = "10.0.0.0/8", gateway = "drg-ash-hub" },
    ]
  }
  rt-ash-app = {
    vcn_name = "vcn-ash-app"
    rules = [
      { description = "internet, outwards only", destination = "0.0.0.0/0", gateway = "ngw-ash-app" },
      { description = "Oracle services", destination = "oracle-services", gateway = "sgw-ash-app" },
      { description = "hub and toronto", destination = "10.0.0.0/8", gateway = "drg-ash-hub" },
    ]
  }
}

# Nsgs of toronto
nsgs = {
  nsg-tor-app = {
    compartment = "Network"
    vcn_name    = "vcn-tor-prod"
    rules = {
      https-from-lb = { protocol = "6", source = "10.10.0.0/24", port = 443 }
    }
  }
  nsg-tor-db = {
    compartment = "Network"
    vcn_name    = "vcn-tor-prod"
    rules = {
      mysql-from-app = { protocol = "6", source = "10.10.1.0/24", port = 3306 }
    }
  }
}

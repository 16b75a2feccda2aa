# Lbr of toronto
load_balancers = {
  lb-tor-web = { compartment = "Network", subnet_name = "sn-tor-lb", backends = ["10.10.1.20", "10.10.1.21"] }
}

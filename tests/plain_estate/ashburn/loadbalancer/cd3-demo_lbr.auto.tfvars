# Lbr of ashburn
load_balancers = {
  lb-ash-web = { compartment = "Network", subnet_name = "sn-ash-lb", backends = ["10.20.1.20", "10.20.1.21"] }
}

drgs = {
  drg-tor-hub = {}
}

drg_route_distributions = {
  drd-tor-spokes = { drg_name = "drg-tor-hub", attachment_types = { VCN = 10, REMOTE_PEERING_CONNECTION = 20 } }
}

drg_route_tables = {
  drt-tor-spokes = { drg_name = "drg-tor-hub", import_distribution = "drd-tor-spokes" }
}

drg_attachments = {
  att-tor-hub = { drg_name = "drg-tor-hub", vcn_name = "vcn-tor-hub", drg_route_table = "drt-tor-spokes" }
  att-tor-app = { drg_name = "drg-tor-hub", vcn_name = "vcn-tor-app", drg_route_table = "drt-tor-spokes" }
}

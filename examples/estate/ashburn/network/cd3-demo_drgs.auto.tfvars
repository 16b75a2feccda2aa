drgs = {
  drg-ash-hub = {}
}

drg_route_distributions = {
  drd-ash-spokes = { drg_name = "drg-ash-hub", attachment_types = { VCN = 10, REMOTE_PEERING_CONNECTION = 20 } }
}

drg_route_tables = {
  drt-ash-spokes = { drg_name = "drg-ash-hub", import_distribution = "drd-ash-spokes" }
}

drg_attachments = {
  att-ash-hub = { drg_name = "drg-ash-hub", vcn_name = "vcn-ash-hub", drg_route_table = "drt-ash-spokes" }
  att-ash-app = { drg_name = "drg-ash-hub", vcn_name = "vcn-ash-app", drg_route_table = "drt-ash-spokes" }
}

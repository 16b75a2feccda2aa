# Rpcs of global
rpcs = {
  rpc-tor-to-ash = { compartment = "Network", drg_name = "drg-tor-hub", peer_region_name = "us-ashburn-1" }
  rpc-ash-to-tor = { compartment = "Network", drg_name = "drg-ash-hub", peer_region_name = "ca-toronto-1" }
}

rpcs = {
  rpc-tor-to-ash = { requestor_drg = "drg-tor-hub", acceptor_drg = "drg-ash-hub", acceptor_name = "rpc-ash-to-tor" }
}

log_groups = {
  lg-tor-flow = {
    description = "Flow logs of toronto"
    logs = {
      flow-sn-tor-hub-public = { category = "all", resource = "sn-tor-hub-public" }
      flow-sn-tor-app        = { category = "all", resource = "sn-tor-app" }
    }
  }
}

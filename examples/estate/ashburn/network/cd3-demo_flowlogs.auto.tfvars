log_groups = {
  lg-ash-flow = {
    description = "Flow logs of ashburn"
    logs        = { flow-sn-ash-hub-public = { category = "all", resource = "sn-ash-hub-public" } }
  }
}

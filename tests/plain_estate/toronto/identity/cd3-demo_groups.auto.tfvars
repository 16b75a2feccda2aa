# Groups of toronto
groups = {
  NetworkAdmins = { description = "Who may change the network" }
  AppAdmins     = { description = "Who may change applications" }
}

groups = {
  NetworkAdmins  = { description = "Operate the network" }
  SecurityAdmins = { description = "Operate vaults, firewalls and Cloud Guard" }
  AppAdmins      = { description = "Operate the applications" }
  DataAdmins     = { description = "Operate the databases" }
  Auditors       = { description = "Read everything, change nothing" }
}

dynamic_groups = {
  AppInstances = { description = "Instances of the applications", compartment_id = "AppProd" }
}

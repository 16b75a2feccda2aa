policies = {
  Network-Policy = {
    compartment_id = "Acme"
    description    = "Network administrators"
    statements = [
      "Allow group NetworkAdmins to manage virtual-network-family in compartment Network",
      "Allow group NetworkAdmins to manage load-balancers in compartment Network",
      "Allow group NetworkAdmins to manage dns in compartment Network",
    ]
  }
  Security-Policy = {
    compartment_id = "Acme"
    description    = "Security administrators"
    statements = [
      "Allow group SecurityAdmins to manage vaults in compartment Security",
      "Allow group SecurityAdmins to manage keys in compartment Security",
      "Allow group SecurityAdmins to manage network-firewall-family in compartment Security",
      "Allow group SecurityAdmins to read all-resources in compartment Acme",
    ]
  }
  App-Policy = {
    compartment_id = "Acme"
    description    = "Application administrators and their instances"
    statements = [
      "Allow group AppAdmins to manage instance-family in compartment AppProd",
      "Allow group AppAdmins to manage cluster-family in compartment AppProd",
      "Allow group AppAdmins to use virtual-network-family in compartment Network",
      "Allow dynamic-group AppInstances to read secret-bundles in compartment Security",
    ]
  }
  Data-Policy = {
    compartment_id = "Acme"
    description    = "Database administrators"
    statements = [
      "Allow group DataAdmins to manage database-family in compartment Data",
      "Allow group DataAdmins to manage mysql-family in compartment Data",
      "Allow group DataAdmins to use virtual-network-family in compartment Network",
    ]
  }
  Services-Policy = {
    compartment_id = "Root"
    description    = "What services may do for us"
    statements = [
      "Allow group Auditors to inspect all-resources in tenancy",
      "Allow service blockstorage, objectstorage-ca-toronto-1, objectstorage-us-ashburn-1 to use keys in compartment Security",
      "Allow service vulnerability-scanning-service to read instances in compartment AppProd",
    ]
  }
}

alarms = {
  alarm-tor-cpu      = { metric_compartment = "AppProd", namespace = "oci_computeagent", query = "CpuUtilization[5m].mean() > 90", body = "Instances of AppProd are busy.", topics = ["acme-tor-ops"] }
  alarm-tor-adb      = { metric_compartment = "Data", namespace = "oci_autonomous_database", query = "StorageUtilization[1h].max() > 85", severity = "CRITICAL", topics = ["acme-tor-ops"] }
  alarm-tor-backends = { metric_compartment = "Network", namespace = "oci_lbaas", query = "UnHealthyBackendServers[1m].max() > 0", severity = "CRITICAL", body = "A backend is down.", topics = ["acme-tor-ops"] }
}

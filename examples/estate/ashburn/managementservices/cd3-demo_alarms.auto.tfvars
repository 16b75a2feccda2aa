alarms = {
  alarm-ash-cpu = { metric_compartment = "AppProd", namespace = "oci_computeagent", query = "CpuUtilization[5m].mean() > 90", topics = ["acme-ash-ops"] }
}

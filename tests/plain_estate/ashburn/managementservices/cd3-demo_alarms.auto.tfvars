# Alarms of ashburn
alarms = {
  alarm-ash-cpu = {
    compartment = "AppProd"
    namespace   = "oci_computeagent"
    query       = "CpuUtilization[5m].mean() > 90"
    severity    = "WARNING"
    topic       = "topic-ash-oncall"
  }
  alarm-ash-lb = {
    compartment = "AppProd"
    namespace   = "oci_lbaas"
    query       = "UnHealthyBackendServers[1m].max() > 0"
    severity    = "CRITICAL"
    topic       = "topic-ash-oncall"
  }
}

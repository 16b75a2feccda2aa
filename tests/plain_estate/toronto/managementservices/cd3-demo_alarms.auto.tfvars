# Alarms of toronto
alarms = {
  alarm-tor-cpu = {
    compartment = "AppProd"
    namespace   = "oci_computeagent"
    query       = "CpuUtilization[5m].mean() > 90"
    severity    = "WARNING"
    topic       = "topic-tor-oncall"
  }
  alarm-tor-lb = {
    compartment = "AppProd"
    namespace   = "oci_lbaas"
    query       = "UnHealthyBackendServers[1m].max() > 0"
    severity    = "CRITICAL"
    topic       = "topic-tor-oncall"
  }
}

service_connectors = {
  sch-ash-logs = { description = "Flow and load balancer logs to Object Storage", log_groups = ["lg-ash-flow", "lg-ash-lb"], bucket = "acme-ash-logs", object_name_prefix = "network" }
}

service_connectors = {
  sch-tor-logs = { description = "Flow, load balancer and firewall logs to Object Storage", log_groups = ["lg-tor-flow", "lg-tor-lb", "lg-tor-fw"], bucket = "acme-tor-logs", object_name_prefix = "network" }
}

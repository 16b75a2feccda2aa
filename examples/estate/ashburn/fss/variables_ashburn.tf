# ashburn: what every service folder of the region may read. CD3 writes the same bytes into each of them.

variable "tenancy_ocid" {
  type    = string
  default = "ocid1.tenancy.ocsim..aaaaaaaaacme"
}

variable "region" {
  type    = string
  default = "us-ashburn-1"
}

variable "timezone" {
  type    = string
  default = "America/New_York"
}

# Where things are looked up that another folder makes.
variable "network_compartment" {
  type    = string
  default = "Network"
}

variable "instance_compartment" {
  type    = string
  default = "AppProd"
}

variable "log_compartment" {
  type    = string
  default = "Security"
}

variable "instance_ssh_keys" {
  type = map(string)
  default = {
    platform = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcmeDemoPlatformKeyNobodyHasThePrivateOne platform@example.com"
    data     = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcmeDemoDatabaseKeyNobodyHasThePrivateOne data@example.com"
  }
}

variable "instance_images" {
  type = map(object({
    operating_system = string
    version          = string
  }))
  default = {
    OracleLinux9 = { operating_system = "Oracle Linux", version = "9" }
    Ubuntu2404   = { operating_system = "Canonical Ubuntu", version = "24.04" }
  }
}

# Give a real one in TF_VAR_mysql_admin_password.
variable "mysql_admin_password" {
  type      = string
  sensitive = true
  default   = "Only-for-the-demo-1"
}

variable "compartments" {
  type = map(object({
    description   = string
    parent        = optional(string, "Root")
    enable_delete = optional(bool, true)
  }))
  default = {}
}

variable "groups" {
  type = map(object({
    description = string
  }))
  default = {}
}

variable "dynamic_groups" {
  type = map(object({
    description    = string
    resource       = optional(string, "instance")
    compartment_id = string
  }))
  default = {}
}

variable "policies" {
  type = map(object({
    compartment_id = string
    description    = string
    statements     = list(string)
  }))
  default = {}
}

variable "network_sources" {
  type = map(object({
    description        = string
    public_source_list = list(string)
  }))
  default = {}
}

variable "tag_namespaces" {
  type = map(object({
    compartment_id = string
    description    = string
  }))
  default = {}
}

variable "tag_keys" {
  type = map(object({
    tag_namespace    = string
    name             = string
    description      = string
    is_cost_tracking = optional(bool, false)
    values           = optional(list(string), [])
  }))
  default = {}
}

variable "tag_defaults" {
  type = map(object({
    compartment_id = string
    tag_key        = string
    value          = string
  }))
  default = {}
}

variable "quotas" {
  type = map(object({
    description = string
    statements  = list(string)
  }))
  default = {}
}

variable "budgets" {
  type = map(object({
    description  = string
    amount       = number
    reset_period = optional(string, "MONTHLY")
    targets      = list(string)
  }))
  default = {}
}

variable "budget_alert_rules" {
  type = map(object({
    budget     = string
    type       = optional(string, "ACTUAL")
    threshold  = number
    recipients = string
    message    = optional(string)
  }))
  default = {}
}

variable "vcns" {
  type = map(object({
    compartment_id = optional(string, "Network")
    cidr_blocks    = list(string)
    dns_label      = string
    freeform_tags  = optional(map(string))
  }))
  default = {}
}

variable "custom_dhcps" {
  type = map(object({
    compartment_id      = optional(string, "Network")
    vcn_name            = string
    search_domain_names = list(string)
  }))
  default = {}
}

variable "igws" {
  type = map(object({
    compartment_id = optional(string, "Network")
    vcn_name       = string
  }))
  default = {}
}

variable "ngws" {
  type = map(object({
    compartment_id = optional(string, "Network")
    vcn_name       = string
  }))
  default = {}
}

variable "sgws" {
  type = map(object({
    compartment_id = optional(string, "Network")
    vcn_name       = string
  }))
  default = {}
}

variable "drgs" {
  type = map(object({
    compartment_id = optional(string, "Network")
  }))
  default = {}
}

variable "drg_route_distributions" {
  type = map(object({
    drg_name         = string
    attachment_types = map(number)
  }))
  default = {}
}

variable "drg_route_tables" {
  type = map(object({
    drg_name            = string
    import_distribution = string
  }))
  default = {}
}

variable "drg_attachments" {
  type = map(object({
    drg_name        = string
    vcn_name        = string
    drg_route_table = string
  }))
  default = {}
}

variable "route_tables" {
  type = map(object({
    compartment_id = optional(string, "Network")
    vcn_name       = string
    rules          = list(object({ description = string, destination = string, gateway = string }))
  }))
  default = {}
}

variable "seclists" {
  type = map(object({
    compartment_id = optional(string, "Network")
    vcn_name       = string
    ingress_rules = optional(list(object({
      source    = string
      protocol  = string
      port_min  = optional(number)
      port_max  = optional(number)
      icmp_type = optional(number)
      icmp_code = optional(number)
      stateless = optional(bool, false)
      text      = optional(string)
    })), [])
    egress_rules = optional(list(object({
      destination = string
      protocol    = string
      port_min    = optional(number)
      port_max    = optional(number)
      icmp_type   = optional(number)
      icmp_code   = optional(number)
      stateless   = optional(bool, false)
      text        = optional(string)
    })), [])
  }))
  default = {}
}

variable "subnets" {
  type = map(object({
    compartment_id = optional(string, "Network")
    vcn_name       = string
    cidr_block     = string
    dns_label      = string
    is_public      = optional(bool, false)
    route_table    = string
    dhcp_options   = optional(string)
    seclists       = list(string)
  }))
  default = {}
}

variable "log_groups" {
  type = map(object({
    compartment_id = optional(string, "Security")
    description    = string
    logs           = map(object({ category = string, resource = string }))
  }))
  default = {}
}

variable "nsgs" {
  type = map(object({
    compartment_id = optional(string, "Network")
    vcn_name       = string
  }))
  default = {}
}

variable "nsg_rules" {
  type = map(object({
    nsg_name    = string
    direction   = optional(string, "INGRESS")
    protocol    = optional(string, "tcp")
    description = string
    peer_nsg    = optional(string)
    peer_cidr   = optional(string)
    port_min    = optional(number)
    port_max    = optional(number)
  }))
  default = {}
}

variable "vlans" {
  type = map(object({
    compartment_id = optional(string, "Network")
    vcn_name       = string
    cidr_block     = string
    vlan_tag       = optional(number)
    nsg_names      = list(string)
    route_table    = string
  }))
  default = {}
}

variable "views" {
  type = map(object({
    compartment_id = optional(string, "Network")
  }))
  default = {}
}

variable "zones" {
  type = map(object({
    compartment_id = optional(string, "Network")
    view_name      = string
  }))
  default = {}
}

variable "rrsets" {
  type = map(object({
    zone_name = string
    domain    = string
    rtype     = optional(string, "A")
    rdata     = list(string)
    ttl       = optional(number, 300)
  }))
  default = {}
}

variable "instances" {
  type = map(object({
    compartment_id          = optional(string, "AppProd")
    availability_domain     = optional(number, 0)
    fault_domain            = optional(string)
    shape                   = optional(string)
    ocpus                   = optional(number)
    memory_in_gbs           = optional(number)
    source                  = string
    boot_volume_size_in_gbs = optional(number)
    vcn_name                = string
    subnet_name             = string
    private_ip              = optional(string)
    nsg_names               = list(string)
    ssh_key                 = string
    packages                = optional(list(string), [])
    backup_policy           = string
    block_volumes           = optional(map(object({ size_in_gbs = number, vpus_per_gb = optional(number, 10), is_backed_up = optional(bool, false) })), {})
    freeform_tags           = optional(map(string))
  }))
  default = {}
}

variable "backup_policies" {
  type = map(object({
    compartment_id = optional(string, "AppProd")
    schedules      = list(object({ backup_type = string, period = string, day_of_week = optional(string), hour_of_day = number, retention_days = number }))
  }))
  default = {}
}

variable "adbs" {
  type = map(object({
    compartment_id          = optional(string, "Data")
    db_name                 = string
    db_workload             = optional(string, "OLTP")
    ecpu_count              = optional(number, 2)
    storage_in_gbs          = optional(number, 64)
    is_auto_scaling_enabled = optional(bool, false)
    vcn_name                = string
    subnet_name             = string
    nsg_names               = list(string)
    admin_secret            = string
  }))
  default = {}
}

variable "mysql_dbsystems" {
  type = map(object({
    compartment_id           = optional(string, "Data")
    availability_domain      = optional(number, 0)
    description              = string
    shape_name               = optional(string, "MySQL.2")
    storage_in_gbs           = optional(number, 50)
    is_highly_available      = optional(bool, false)
    vcn_name                 = string
    subnet_name              = string
    backup_retention_in_days = optional(number, 7)
  }))
  default = {}
}

variable "client_hosts" {
  type = map(object({
    compartment_id      = optional(string, "Data")
    availability_domain = optional(number, 0)
    source              = string
    vcn_name            = string
    subnet_name         = string
    nsg_names           = list(string)
    ssh_key             = string
  }))
  default = {}
}

variable "mount_targets" {
  type = map(object({
    compartment_id      = optional(string, "AppProd")
    availability_domain = optional(number, 0)
    vcn_name            = string
    subnet_name         = string
    nsg_names           = list(string)
  }))
  default = {}
}

variable "snapshot_policies" {
  type = map(object({
    compartment_id      = optional(string, "AppProd")
    availability_domain = optional(number, 0)
    hour_of_day         = number
    retention_days      = number
  }))
  default = {}
}

variable "file_systems" {
  type = map(object({
    compartment_id      = optional(string, "AppProd")
    availability_domain = optional(number, 0)
    snapshot_policy     = optional(string)
    exports             = map(object({ mount_target = string, source = string, access = optional(string, "READ_WRITE"), identity_squash = optional(string, "NONE") }))
  }))
  default = {}
}

variable "buckets" {
  type = map(object({
    compartment_id        = string
    storage_tier          = optional(string, "Standard")
    versioning            = optional(string, "Disabled")
    object_events_enabled = optional(bool, false)
    kms_key               = optional(string)
    lifecycle_rules       = optional(map(object({ action = string, days = number })), {})
    freeform_tags         = optional(map(string))
  }))
  default = {}
}

variable "load_balancers" {
  type = map(object({
    compartment_id            = optional(string, "Network")
    is_private                = optional(bool, true)
    has_reserved_ip           = optional(bool, false)
    vcn_name                  = string
    subnet_names              = list(string)
    nsg_names                 = list(string)
    maximum_bandwidth_in_mbps = optional(number, 100)
  }))
  default = {}
}

variable "hostnames" {
  type = map(object({
    load_balancer = string
    hostname      = string
  }))
  default = {}
}

variable "backend_sets" {
  type = map(object({
    load_balancer = string
    policy        = optional(string, "ROUND_ROBIN")
    health_check  = object({ protocol = optional(string, "HTTP"), port = number, url_path = optional(string, "/") })
  }))
  default = {}
}

variable "backends" {
  type = map(object({
    backend_set   = string
    instance_name = string
    port          = number
    weight        = optional(number, 1)
  }))
  default = {}
}

variable "listeners" {
  type = map(object({
    backend_set = string
    protocol    = optional(string, "HTTP")
    port        = number
    hostnames   = optional(list(string), [])
  }))
  default = {}
}

variable "clusters" {
  type = map(object({
    compartment_id     = optional(string, "AppProd")
    vcn_name           = string
    kubernetes_version = string
    endpoint_subnet    = string
    endpoint_nsgs      = list(string)
    lb_subnets         = list(string)
  }))
  default = {}
}

variable "nodepools" {
  type = map(object({
    compartment_id     = optional(string, "AppProd")
    cluster            = string
    kubernetes_version = string
    shape              = optional(string, "VM.Standard.E5.Flex")
    ocpus              = optional(number, 2)
    memory_in_gbs      = optional(number, 32)
    size               = number
    subnet_name        = string
    nsg_names          = list(string)
    labels             = optional(map(string), {})
    ssh_key            = string
  }))
  default = {}
}

variable "operator_hosts" {
  type = map(object({
    compartment_id      = optional(string, "AppProd")
    cluster             = string
    availability_domain = optional(number, 0)
    source              = string
    subnet_name         = string
    nsg_names           = list(string)
    ssh_key             = string
  }))
  default = {}
}

variable "vaults" {
  type = map(object({
    compartment_id = optional(string, "Security")
    vault_type     = optional(string, "DEFAULT")
  }))
  default = {}
}

variable "keys" {
  type = map(object({
    compartment_id  = optional(string, "Security")
    vault_name      = string
    protection_mode = optional(string, "HSM")
  }))
  default = {}
}

variable "secrets" {
  type = map(object({
    compartment_id = optional(string, "Security")
    vault_name     = string
    key_name       = string
    description    = string
  }))
  default = {}
}

variable "fw_policies" {
  type = map(object({
    compartment_id = optional(string, "Security")
    address_lists  = map(list(string))
    services       = map(object({ type = string, port_min = number, port_max = number }))
    service_lists  = map(list(string))
    url_lists      = map(list(string))
    security_rules = map(object({ priority = number, action = string, inspection = optional(string), source_addresses = optional(list(string), []), destination_addresses = optional(list(string), []), services = optional(list(string), []), urls = optional(list(string), []) }))
  }))
  default = {}
}

variable "firewalls" {
  type = map(object({
    compartment_id = optional(string, "Security")
    vcn_name       = string
    subnet_name    = string
    nsg_names      = list(string)
    policy_name    = string
  }))
  default = {}
}

variable "cloud_guard_configs" {
  type = map(object({
    reporting_region = string
    status           = string
  }))
  default = {}
}

variable "cloud_guard_managed_lists" {
  type = map(object({
    compartment_id = optional(string, "Root")
    description    = string
    list_type      = string
    list_items     = list(string)
  }))
  default = {}
}

variable "cloud_guard_targets" {
  type = map(object({
    compartment_id = optional(string, "Root")
    description    = string
    target         = string
  }))
  default = {}
}

variable "host_scans" {
  type = map(object({
    compartment_id  = optional(string, "Security")
    description     = string
    target          = string
    port_scan_level = optional(string, "STANDARD")
    day_of_week     = optional(string, "SUNDAY")
  }))
  default = {}
}

variable "topics" {
  type = map(object({
    compartment_id = optional(string, "Security")
    description    = string
    subscriptions  = map(string)
  }))
  default = {}
}

variable "alarms" {
  type = map(object({
    compartment_id     = optional(string, "Security")
    metric_compartment = string
    namespace          = string
    query              = string
    severity           = optional(string, "WARNING")
    body               = optional(string)
    topics             = list(string)
  }))
  default = {}
}

variable "events" {
  type = map(object({
    compartment_id = optional(string, "Security")
    description    = string
    event_types    = list(string)
    topic          = string
  }))
  default = {}
}

variable "service_connectors" {
  type = map(object({
    compartment_id     = optional(string, "Security")
    description        = string
    log_groups         = list(string)
    bucket             = string
    object_name_prefix = string
  }))
  default = {}
}

variable "sddcs" {
  type = map(object({
    compartment_id          = optional(string, "AppProd")
    availability_domain     = optional(number, 0)
    vmware_software_version = string
    esxi_hosts_count        = optional(number, 3)
    workload_network_cidr   = string
    vcn_name                = string
    provisioning_subnet     = string
    vlans                   = map(string)
    ssh_key                 = string
  }))
  default = {}
}

variable "fn_applications" {
  type = map(object({
    compartment_id = optional(string, "AppProd")
    vcn_name       = string
    subnet_name    = string
    nsg_names      = optional(list(string), [])
    config         = optional(map(string), {})
    functions      = map(object({ image = string, memory_in_mbs = optional(number, 256), timeout_in_seconds = optional(number, 30) }))
  }))
  default = {}
}

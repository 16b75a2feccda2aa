# toronto: what every service folder of the region may read. CD3 writes the same bytes into each of them, and "Fetch
# compartments" rewrites all of them at once.

variable "tenancy_ocid" {
  type    = string
  default = "ocid1.tenancy.ocdemo..aaaaacme"
}

variable "region" {
  type    = string
  default = "ca-toronto-1"
}

variable "compartment_ocids" {
  type = map(string)
  default = {
    Network  = "ocid1.compartment.ocdemo..aaaanetwork"
    Security = "ocid1.compartment.ocdemo..aaaasecurity"
    AppProd  = "ocid1.compartment.ocdemo..aaaaappprod"
    Data     = "ocid1.compartment.ocdemo..aaaadata"
  }
}

variable "compartments" {
  type    = any
  default = {}
}

variable "groups" {
  type    = any
  default = {}
}

variable "policies" {
  type    = any
  default = {}
}

variable "tag_namespaces" {
  type    = any
  default = {}
}

variable "quotas" {
  type    = any
  default = {}
}

variable "budgets" {
  type    = any
  default = {}
}

variable "drgs" {
  type    = any
  default = {}
}

variable "vcns" {
  type    = any
  default = {}
}

variable "nsgs" {
  type    = any
  default = {}
}

variable "zones" {
  type    = any
  default = {}
}

variable "vaults" {
  type    = any
  default = {}
}

variable "keys" {
  type    = any
  default = {}
}

variable "instances" {
  type    = any
  default = {}
}

variable "autonomous_databases" {
  type    = any
  default = {}
}

variable "mysql_systems" {
  type    = any
  default = {}
}

variable "client_hosts" {
  type    = any
  default = {}
}

variable "file_systems" {
  type    = any
  default = {}
}

variable "buckets" {
  type    = any
  default = {}
}

variable "load_balancers" {
  type    = any
  default = {}
}

variable "clusters" {
  type    = any
  default = {}
}

variable "nodepools" {
  type    = any
  default = {}
}

variable "cloud_guard_targets" {
  type    = any
  default = {}
}

variable "topics" {
  type    = any
  default = {}
}

variable "alarms" {
  type    = any
  default = {}
}

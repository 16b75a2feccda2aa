# global: what every service folder of the region may read. CD3 writes the same bytes into each of them.

variable "tenancy_ocid" {
  type    = string
  default = "ocid1.tenancy.ocsim..aaaaaaaaacme"
}

variable "region" {
  type    = string
  default = "ca-toronto-1"
}

variable "peer_region" {
  type    = string
  default = "us-ashburn-1"
}

variable "rpcs" {
  type = map(object({
    compartment_id = optional(string, "Network")
    requestor_drg  = string
    acceptor_drg   = string
    acceptor_name  = string
  }))
  default = {}
}

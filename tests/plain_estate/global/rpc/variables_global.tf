# global: what every service folder of the region may read. CD3 writes the same bytes into each of them, and "Fetch
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

variable "rpcs" {
  type    = any
  default = {}
}

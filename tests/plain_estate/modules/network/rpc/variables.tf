variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "drg_name" {
  description = "Name of the gateway on this side"
  type        = string
}

variable "peer_region_name" {
  description = "OCI region of the other side"
  type        = string
}

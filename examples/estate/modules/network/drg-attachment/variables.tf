variable "drg_id" {
  description = "OCID of the gateway"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "vcn_id" {
  description = "OCID of the virtual cloud network"
  type        = string
}

variable "drg_route_table_id" {
  description = "OCID of a route table of the gateway; its own default without one"
  type        = string
  default     = null
}

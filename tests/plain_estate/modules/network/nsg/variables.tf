variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "vcn_name" {
  description = "Name of the VCN"
  type        = string
}

variable "rules" {
  description = "Ingress rules by name"
  type        = map(object({ protocol = string, source = string, port = number }))
  default     = {}
}

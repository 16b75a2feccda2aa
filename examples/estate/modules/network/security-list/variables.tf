variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "vcn_id" {
  description = "OCID of the virtual cloud network"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "ingress_rules" {
  description = "What may enter"
  type = list(object({
    source    = string
    protocol  = string
    port_min  = optional(number)
    port_max  = optional(number)
    icmp_type = optional(number)
    icmp_code = optional(number)
    stateless = optional(bool, false)
    text      = optional(string)
  }))
  default = []
}

variable "egress_rules" {
  description = "What may leave"
  type = list(object({
    destination = string
    protocol    = string
    port_min    = optional(number)
    port_max    = optional(number)
    icmp_type   = optional(number)
    icmp_code   = optional(number)
    stateless   = optional(bool, false)
    text        = optional(string)
  }))
  default = []
}

variable "defined_tags" {
  description = "Tags of a namespace, as NAMESPACE.KEY; left to tag defaults without a value"
  type        = map(string)
  default     = null
}

variable "freeform_tags" {
  description = "Tags without a namespace"
  type        = map(string)
  default     = null
}

variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "cidr_blocks" {
  description = "Address ranges"
  type        = list(string)
}

variable "dns_label" {
  description = "Label in the VCN's DNS names"
  type        = string
}

variable "subnets" {
  description = "Subnets by name"
  type        = map(object({ cidr_block = string, public = optional(bool, false) }))
  default     = {}
}

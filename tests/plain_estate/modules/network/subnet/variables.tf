variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "vcn_id" {
  description = "OCID of the VCN"
  type        = string
}

variable "cidr_block" {
  description = "Address range, inside the VCN's"
  type        = string
}

variable "prohibit_public_ip" {
  description = "Whether instances may not have a public address"
  type        = bool
  default     = true
}

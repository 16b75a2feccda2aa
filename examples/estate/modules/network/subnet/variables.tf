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

variable "cidr_block" {
  description = "Address range, inside the VCN's"
  type        = string
}

variable "dns_label" {
  description = "First part of its DNS domain"
  type        = string
  default     = null
}

variable "prohibit_public_ip_on_vnic" {
  description = "Whether it is private"
  type        = bool
  default     = true
}

variable "route_table_id" {
  description = "OCID of the route table; the VCN's default without one"
  type        = string
  default     = null
}

variable "dhcp_options_id" {
  description = "OCID of the DHCP options; the VCN's default without one"
  type        = string
  default     = null
}

variable "security_list_ids" {
  description = "OCIDs of the security lists"
  type        = list(string)
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

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

variable "vlan_tag" {
  description = "IEEE 802.1Q tag, 1 to 4094"
  type        = number
  default     = null
}

variable "nsg_ids" {
  description = "OCIDs of the network security groups"
  type        = list(string)
  default     = []
}

variable "route_table_id" {
  description = "OCID of the route table"
  type        = string
  default     = null
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

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

variable "block_traffic" {
  description = "Whether it is shut"
  type        = bool
  default     = false
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

variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "is_private" {
  description = "Whether it has private addresses only"
  type        = bool
  default     = true
}

variable "subnet_ids" {
  description = "OCIDs of its subnets"
  type        = list(string)
}

variable "nsg_ids" {
  description = "OCIDs of the network security groups"
  type        = list(string)
  default     = []
}

variable "reserved_ip_ids" {
  description = "OCIDs of reserved public addresses"
  type        = list(string)
  default     = []
}

variable "minimum_bandwidth_in_mbps" {
  description = "Bandwidth that is always there"
  type        = number
  default     = 10
}

variable "maximum_bandwidth_in_mbps" {
  description = "Bandwidth at most"
  type        = number
  default     = 100
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

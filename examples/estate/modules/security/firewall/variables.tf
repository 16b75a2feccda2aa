variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "availability_domain" {
  description = "Name of the availability domain"
  type        = string
  default     = null
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "subnet_id" {
  description = "OCID of the subnet"
  type        = string
}

variable "nsg_ids" {
  description = "OCIDs of the network security groups"
  type        = list(string)
  default     = []
}

variable "policy_id" {
  description = "OCID of the firewall policy"
  type        = string
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

variable "parent_id" {
  description = "OCID of the compartment around it, or of the tenancy"
  type        = string
}

variable "name" {
  description = "Name, by which all other stacks find it"
  type        = string
}

variable "description" {
  description = "What it is for"
  type        = string
}

variable "enable_delete" {
  description = "Whether destroying it here deletes it in the cloud"
  type        = bool
  default     = false
}

variable "freeform_tags" {
  description = "Tags without a namespace"
  type        = map(string)
  default     = null
}

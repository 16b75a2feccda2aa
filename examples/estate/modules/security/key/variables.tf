variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "management_endpoint" {
  description = "Management endpoint of the vault"
  type        = string
}

variable "protection_mode" {
  description = "HSM or SOFTWARE"
  type        = string
  default     = "HSM"
}

variable "length_in_bytes" {
  description = "16, 24 or 32"
  type        = number
  default     = 32
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

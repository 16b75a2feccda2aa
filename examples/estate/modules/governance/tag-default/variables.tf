variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "tag_key_id" {
  description = "OCID of the tag key"
  type        = string
}

variable "value" {
  description = "Value; empty where the user must give one"
  type        = string
}

variable "is_required" {
  description = "Whether users must give a value"
  type        = bool
  default     = false
}

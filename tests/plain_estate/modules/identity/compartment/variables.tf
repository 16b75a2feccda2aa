variable "tenancy_ocid" {
  description = "OCID of the tenancy"
  type        = string
}

variable "name" {
  description = "Name of the compartment"
  type        = string
}

variable "description" {
  description = "What it is for"
  type        = string
}

variable "enable_delete" {
  description = "Whether destroy really deletes it"
  type        = bool
  default     = false
}

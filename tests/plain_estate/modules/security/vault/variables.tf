variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "vault_type" {
  description = "DEFAULT or VIRTUAL_PRIVATE"
  type        = string
  default     = "DEFAULT"
}

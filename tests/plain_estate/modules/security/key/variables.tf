variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "vault_id" {
  description = "OCID of the vault"
  type        = string
}

variable "algorithm" {
  description = "AES, RSA or ECDSA"
  type        = string
  default     = "AES"
}

variable "length" {
  description = "Length in bytes"
  type        = number
  default     = 32
}

variable "protection_mode" {
  description = "HSM or SOFTWARE"
  type        = string
  default     = "SOFTWARE"
}

variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "vault_id" {
  description = "OCID of the vault"
  type        = string
}

variable "key_id" {
  description = "OCID of the key that encrypts it"
  type        = string
}

variable "name" {
  description = "Name; cannot be changed later"
  type        = string
}

variable "description" {
  description = "What it is for"
  type        = string
}

variable "passphrase_length" {
  description = "Characters"
  type        = number
  default     = 24
}

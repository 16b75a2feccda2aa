variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "name" {
  description = "Name of the bucket"
  type        = string
}

variable "access_type" {
  description = "Who may read without signing in"
  type        = string
  default     = "NoPublicAccess"
}

variable "versioning" {
  description = "Enabled or Disabled"
  type        = string
  default     = "Enabled"
}

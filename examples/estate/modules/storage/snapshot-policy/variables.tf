variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "availability_domain" {
  description = "Name of the availability domain"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "policy_prefix" {
  description = "How names of snapshots begin"
  type        = string
  default     = "daily"
}

variable "hour_of_day" {
  description = "Hour in UTC"
  type        = number
  default     = 1
}

variable "retention_days" {
  description = "Days that a snapshot is kept"
  type        = number
  default     = 14
}

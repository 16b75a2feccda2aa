variable "drg_id" {
  description = "OCID of the gateway"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "import_distribution_id" {
  description = "OCID of the route distribution"
  type        = string
  default     = null
}

variable "is_ecmp_enabled" {
  description = "Whether equal routes share the traffic"
  type        = bool
  default     = false
}

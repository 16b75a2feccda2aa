variable "tenancy_ocid" {
  description = "OCID of the tenancy"
  type        = string
}

variable "reporting_region" {
  description = "Region in which findings are kept"
  type        = string
}

variable "status" {
  description = "ENABLED or DISABLED"
  type        = string
  default     = "ENABLED"
}

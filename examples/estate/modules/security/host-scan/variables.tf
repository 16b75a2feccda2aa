variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "description" {
  description = "What it is for"
  type        = string
}

variable "target_compartment_id" {
  description = "OCID of the compartment whose instances are scanned"
  type        = string
}

variable "port_scan_level" {
  description = "STANDARD, LIGHT or NONE"
  type        = string
  default     = "STANDARD"
}

variable "day_of_week" {
  description = "Day of the scan"
  type        = string
  default     = "SUNDAY"
}

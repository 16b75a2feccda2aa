variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "availability_domain" {
  description = "Availability domain"
  type        = string
}

variable "size_in_gbs" {
  description = "Size"
  type        = number
  default     = 50
}

variable "vpus_per_gb" {
  description = "Performance: 0 low cost, 10 balanced, 20 high"
  type        = number
  default     = 10
}

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

variable "shape_name" {
  description = "Shape"
  type        = string
  default     = "MySQL.4"
}

variable "subnet_name" {
  description = "Name of the subnet"
  type        = string
}

variable "backup_retention_in_days" {
  description = "How long backups are kept"
  type        = number
  default     = 7
}

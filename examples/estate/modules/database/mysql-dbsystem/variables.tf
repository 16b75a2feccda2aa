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

variable "description" {
  description = "What it is for"
  type        = string
  default     = null
}

variable "shape_name" {
  description = "Shape"
  type        = string
  default     = "MySQL.2"
}

variable "storage_in_gbs" {
  description = "Storage, to begin with"
  type        = number
  default     = 50
}

variable "subnet_id" {
  description = "OCID of the subnet"
  type        = string
}

variable "hostname_label" {
  description = "Name in the DNS of the subnet"
  type        = string
  default     = null
}

variable "is_highly_available" {
  description = "Whether there are three instances"
  type        = bool
  default     = false
}

variable "admin_password" {
  description = "Password of the administrator"
  type        = string
  sensitive   = true
}

variable "backup_retention_in_days" {
  description = "Days that a backup is kept"
  type        = number
  default     = 7
}

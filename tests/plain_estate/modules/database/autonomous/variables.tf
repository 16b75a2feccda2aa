variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "db_name" {
  description = "Name of the database, letters and digits"
  type        = string
}

variable "db_workload" {
  description = "OLTP, DW, AJD or APEX"
  type        = string
  default     = "OLTP"
}

variable "compute_count" {
  description = "ECPUs"
  type        = number
  default     = 2
}

variable "data_storage_size_in_gbs" {
  description = "Storage"
  type        = number
  default     = 100
}

variable "subnet_name" {
  description = "Name of the subnet"
  type        = string
}

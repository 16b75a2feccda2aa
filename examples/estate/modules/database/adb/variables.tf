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

variable "db_version" {
  description = "Version"
  type        = string
  default     = "19c"
}

variable "ecpu_count" {
  description = "Processors"
  type        = number
  default     = 2
}

variable "storage_in_gbs" {
  description = "Storage"
  type        = number
  default     = 64
}

variable "is_auto_scaling_enabled" {
  description = "Whether it may use three times the processors"
  type        = bool
  default     = false
}

variable "subnet_id" {
  description = "OCID of the subnet"
  type        = string
}

variable "nsg_ids" {
  description = "OCIDs of the network security groups"
  type        = list(string)
}

variable "private_endpoint_label" {
  description = "Name in the DNS of the subnet"
  type        = string
  default     = null
}

variable "admin_secret_id" {
  description = "OCID of the secret with the password of ADMIN"
  type        = string
}

variable "defined_tags" {
  description = "Tags of a namespace, as NAMESPACE.KEY; left to tag defaults without a value"
  type        = map(string)
  default     = null
}

variable "freeform_tags" {
  description = "Tags without a namespace"
  type        = map(string)
  default     = null
}

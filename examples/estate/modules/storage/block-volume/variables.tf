variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "availability_domain" {
  description = "Name of the availability domain"
  type        = string
}

variable "size_in_gbs" {
  description = "Size"
  type        = number
  default     = 100
}

variable "vpus_per_gb" {
  description = "Performance: 0 lower cost, 10 balanced, 20 higher, 30 to 120 ultra high"
  type        = number
  default     = 10
}

variable "instance_id" {
  description = "OCID of the instance"
  type        = string
}

variable "is_backed_up" {
  description = "Whether a backup policy is assigned"
  type        = bool
  default     = false
}

variable "backup_policy_id" {
  description = "OCID of that backup policy"
  type        = string
  default     = null
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

variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "namespace" {
  description = "Object Storage namespace of the tenancy"
  type        = string
}

variable "name" {
  description = "Name; cannot be changed later"
  type        = string
}

variable "storage_tier" {
  description = "Standard or Archive"
  type        = string
  default     = "Standard"
}

variable "versioning" {
  description = "Enabled or Disabled"
  type        = string
  default     = "Disabled"
}

variable "object_events_enabled" {
  description = "Whether changes of objects are events"
  type        = bool
  default     = false
}

variable "kms_key_id" {
  description = "OCID of the key; Oracle's own without one"
  type        = string
  default     = null
}

variable "lifecycle_rules" {
  description = "ARCHIVE or DELETE after a number of days, by name"
  type = map(object({
    action = string
    days   = number
  }))
  default = {}
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

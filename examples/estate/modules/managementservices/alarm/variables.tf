variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "metric_compartment_id" {
  description = "OCID of the compartment whose metrics count"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "namespace" {
  description = "Namespace of the metric, for example oci_computeagent"
  type        = string
}

variable "query" {
  description = "Expression of the monitoring query language"
  type        = string
}

variable "severity" {
  description = "CRITICAL, ERROR, WARNING or INFO"
  type        = string
  default     = "WARNING"
}

variable "body" {
  description = "Text of the message"
  type        = string
  default     = null
}

variable "pending_duration" {
  description = "How long it must last, ISO 8601"
  type        = string
  default     = "PT5M"
}

variable "topic_ids" {
  description = "OCIDs of the topics that are told"
  type        = list(string)
}

variable "is_enabled" {
  description = "Whether it is on"
  type        = bool
  default     = true
}

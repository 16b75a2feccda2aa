variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "namespace" {
  description = "Namespace of the metric"
  type        = string
}

variable "query" {
  description = "Metric query"
  type        = string
}

variable "severity" {
  description = "CRITICAL, ERROR, WARNING or INFO"
  type        = string
  default     = "WARNING"
}

variable "topic_id" {
  description = "OCID of the topic that is told"
  type        = string
}

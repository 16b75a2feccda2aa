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

variable "log_compartment_id" {
  description = "OCID of the compartment of the log groups"
  type        = string
}

variable "log_group_ids" {
  description = "OCIDs of the log groups"
  type        = list(string)
}

variable "namespace" {
  description = "Object Storage namespace of the tenancy"
  type        = string
}

variable "bucket" {
  description = "Name of the bucket"
  type        = string
}

variable "object_name_prefix" {
  description = "How names of objects begin"
  type        = string
  default     = "logs"
}

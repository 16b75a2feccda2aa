variable "tag_namespace_id" {
  description = "OCID of the namespace"
  type        = string
}

variable "name" {
  description = "Name; cannot be changed later"
  type        = string
}

variable "description" {
  description = "What it is for"
  type        = string
}

variable "is_cost_tracking" {
  description = "Whether costs are broken down by it"
  type        = bool
  default     = false
}

variable "values" {
  description = "Values that are allowed; all of them without any here"
  type        = list(string)
  default     = []
}

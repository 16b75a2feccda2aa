variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "zone_name" {
  description = "Name of the zone"
  type        = string
}

variable "records" {
  description = "Addresses by host name"
  type        = map(string)
  default     = {}
}

variable "ttl_seconds" {
  description = "How long an answer may be kept"
  type        = number
  default     = 300
}

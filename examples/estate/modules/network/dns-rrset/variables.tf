variable "zone_id" {
  description = "OCID of the zone"
  type        = string
}

variable "domain" {
  description = "Full name"
  type        = string
}

variable "rtype" {
  description = "Type of record"
  type        = string
  default     = "A"
}

variable "rdata" {
  description = "Values"
  type        = list(string)
}

variable "ttl" {
  description = "Seconds that a resolver may keep it"
  type        = number
  default     = 300
}

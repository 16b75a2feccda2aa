variable "nsg_id" {
  description = "OCID of the network security group"
  type        = string
}

variable "direction" {
  description = "INGRESS or EGRESS"
  type        = string
}

variable "protocol" {
  description = "all, icmp, tcp or udp"
  type        = string
  default     = "tcp"
}

variable "description" {
  description = "What it is for"
  type        = string
}

variable "peer" {
  description = "Where traffic comes from or goes to: a CIDR block or the OCID of a group"
  type        = string
}

variable "peer_type" {
  description = "CIDR_BLOCK, NETWORK_SECURITY_GROUP or SERVICE_CIDR_BLOCK"
  type        = string
  default     = "CIDR_BLOCK"
}

variable "port_min" {
  description = "First port; all of them without one"
  type        = number
  default     = null
}

variable "port_max" {
  description = "Last port"
  type        = number
  default     = null
}

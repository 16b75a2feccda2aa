variable "load_balancer_id" {
  description = "OCID of the load balancer"
  type        = string
}

variable "backendset_name" {
  description = "Name of the backend set"
  type        = string
}

variable "ip_address" {
  description = "Private address of the instance"
  type        = string
}

variable "port" {
  description = "Port on which it listens"
  type        = number
}

variable "weight" {
  description = "Share of the traffic"
  type        = number
  default     = 1
}

variable "load_balancer_id" {
  description = "OCID of the load balancer"
  type        = string
}

variable "name" {
  description = "Name; cannot be changed later"
  type        = string
}

variable "default_backend_set_name" {
  description = "Backend set that serves requests"
  type        = string
}

variable "protocol" {
  description = "HTTP, HTTP2 or TCP"
  type        = string
  default     = "HTTP"
}

variable "port" {
  description = "Port"
  type        = number
}

variable "hostname_names" {
  description = "Names of the host names that it answers to"
  type        = list(string)
  default     = []
}

variable "idle_timeout_in_seconds" {
  description = "Seconds until an idle connection is closed"
  type        = number
  default     = 60
}

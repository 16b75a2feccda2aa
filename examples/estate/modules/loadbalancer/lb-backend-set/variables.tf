variable "load_balancer_id" {
  description = "OCID of the load balancer"
  type        = string
}

variable "name" {
  description = "Name; cannot be changed later"
  type        = string
}

variable "policy" {
  description = "ROUND_ROBIN, LEAST_CONNECTIONS or IP_HASH"
  type        = string
  default     = "ROUND_ROBIN"
}

variable "health_check" {
  description = "How the health of a backend is found out"
  type = object({
    protocol          = optional(string, "HTTP")
    port              = number
    url_path          = optional(string, "/")
    return_code       = optional(number, 200)
    interval_ms       = optional(number, 10000)
    timeout_in_millis = optional(number, 3000)
    retries           = optional(number, 3)
  })
}

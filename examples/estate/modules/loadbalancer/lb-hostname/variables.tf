variable "load_balancer_id" {
  description = "OCID of the load balancer"
  type        = string
}

variable "name" {
  description = "Name; cannot be changed later"
  type        = string
}

variable "hostname" {
  description = "Host name in requests"
  type        = string
}

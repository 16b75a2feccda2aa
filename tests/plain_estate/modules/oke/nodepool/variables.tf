variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "name" {
  description = "Name of the pool"
  type        = string
}

variable "cluster_id" {
  description = "OCID of the cluster"
  type        = string
}

variable "availability_domain" {
  description = "Availability domain"
  type        = string
}

variable "subnet_name" {
  description = "Name of the subnet"
  type        = string
}

variable "size" {
  description = "Number of nodes"
  type        = number
  default     = 1
}

variable "max_pods_per_node" {
  description = "Pods a node"
  type        = number
  default     = 31
}

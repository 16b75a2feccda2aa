variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "name" {
  description = "Name of the cluster"
  type        = string
}

variable "kubernetes_version" {
  description = "Version of the control plane"
  type        = string
  default     = "v1.31.1"
}

variable "vcn_name" {
  description = "Name of the VCN"
  type        = string
}

variable "type" {
  description = "BASIC_CLUSTER or ENHANCED_CLUSTER"
  type        = string
  default     = "ENHANCED_CLUSTER"
}

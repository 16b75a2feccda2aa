variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "vcn_id" {
  description = "OCID of the virtual cloud network"
  type        = string
}

variable "name" {
  description = "Name"
  type        = string
}

variable "kubernetes_version" {
  description = "Version of the control plane"
  type        = string
}

variable "type" {
  description = "BASIC_CLUSTER or ENHANCED_CLUSTER"
  type        = string
  default     = "ENHANCED_CLUSTER"
}

variable "cni_type" {
  description = "FLANNEL_OVERLAY or OCI_VCN_IP_NATIVE"
  type        = string
  default     = "FLANNEL_OVERLAY"
}

variable "endpoint_subnet_id" {
  description = "OCID of the subnet of the API"
  type        = string
}

variable "endpoint_nsg_ids" {
  description = "OCIDs of the network security groups of the API"
  type        = list(string)
  default     = []
}

variable "service_lb_subnet_ids" {
  description = "OCIDs of the subnets of load balancers"
  type        = list(string)
  default     = []
}

variable "pods_cidr" {
  description = "Addresses of pods"
  type        = string
  default     = "10.244.0.0/16"
}

variable "services_cidr" {
  description = "Addresses of services"
  type        = string
  default     = "10.96.0.0/16"
}

variable "defined_tags" {
  description = "Tags of a namespace, as NAMESPACE.KEY; left to tag defaults without a value"
  type        = map(string)
  default     = null
}

variable "freeform_tags" {
  description = "Tags without a namespace"
  type        = map(string)
  default     = null
}

variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "cluster_id" {
  description = "OCID of the cluster"
  type        = string
}

variable "name" {
  description = "Name"
  type        = string
}

variable "kubernetes_version" {
  description = "Version of the nodes"
  type        = string
}

variable "shape" {
  description = "Shape"
  type        = string
  default     = "VM.Standard.E5.Flex"
}

variable "ocpus" {
  description = "Processors of a node"
  type        = number
  default     = 2
}

variable "memory_in_gbs" {
  description = "Memory of a node"
  type        = number
  default     = 32
}

variable "source_image_id" {
  description = "OCID of the image"
  type        = string
}

variable "boot_volume_size_in_gbs" {
  description = "Size of a node's boot volume"
  type        = number
  default     = 100
}

variable "size" {
  description = "Nodes"
  type        = number
  default     = 3
}

variable "subnet_id" {
  description = "OCID of the subnet"
  type        = string
}

variable "nsg_ids" {
  description = "OCIDs of the network security groups"
  type        = list(string)
  default     = []
}

variable "availability_domains" {
  description = "Names of the availability domains over which the nodes are spread"
  type        = list(string)
}

variable "labels" {
  description = "Labels of a new node"
  type        = map(string)
  default     = {}
}

variable "ssh_public_key" {
  description = "Key of those who may log in"
  type        = string
  default     = null
}

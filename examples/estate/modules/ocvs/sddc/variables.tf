variable "compartment_id" {
  description = "OCID of the compartment"
  type        = string
}

variable "availability_domain" {
  description = "Name of the availability domain"
  type        = string
}

variable "display_name" {
  description = "Name in the console"
  type        = string
}

variable "vmware_software_version" {
  description = "Version of vSphere"
  type        = string
}

variable "esxi_hosts_count" {
  description = "Hosts, at least three in production"
  type        = number
  default     = 3
}

variable "shape" {
  description = "Shape of a host"
  type        = string
  default     = "BM.DenseIO.E5.128"
}

variable "workload_network_cidr" {
  description = "Addresses of the first workload network"
  type        = string
  default     = null
}

variable "provisioning_subnet_id" {
  description = "OCID of the subnet in which hosts start"
  type        = string
}

variable "vlan_ids" {
  description = "OCIDs of the VLANs by what they are for"
  type        = map(string)
}

variable "ssh_public_key" {
  description = "Key of those who may log in"
  type        = string
}

variable "freeform_tags" {
  description = "Tags without a namespace"
  type        = map(string)
  default     = null
}

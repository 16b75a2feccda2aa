# A Kubernetes cluster.
resource "terraform_data" "cluster" {
  input = {
    compartment_id     = var.compartment_id
    name               = var.name
    kubernetes_version = var.kubernetes_version
    vcn_name           = var.vcn_name
    type               = var.type
  }
}

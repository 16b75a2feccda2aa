# A self-managed node pool: its size, and its node made by modules/compute/instance.
resource "terraform_data" "pool" {
  input = {
    compartment_id    = var.compartment_id
    name              = var.name
    cluster_id        = var.cluster_id
    size              = var.size
    max_pods_per_node = var.max_pods_per_node
  }
}

module "nodes" {
  source = "../../compute/instance"
  count  = var.size

  compartment_id      = var.compartment_id
  display_name        = "${var.name}-${count.index}"
  availability_domain = var.availability_domain
  subnet_name         = var.subnet_name
  memory_in_gbs       = 32
  block_volumes       = { "${var.name}-${count.index}-images" = 100 }
}

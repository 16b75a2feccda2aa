"""A simulated Oracle Cloud that real Terraform talks to: a provider, a cloud in one SQLite file, a console.

It imports nothing of `oci_assets`. Rooms, in the order in which data flows: `table` (facts of the types, as data),
`facts` (reads them), `protocol` (Terraform's plugin protocol), `planning` (what a plan says), `cloud` (what exists),
`console` (what people do to it).
"""

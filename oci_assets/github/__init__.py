"""GitHub: issues found, made and kept up to date. The only room that imports PyGithub; it knows nothing of Terraform."""

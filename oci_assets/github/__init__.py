"""GitHub: issues found, made, kept up to date. The only room that imports PyGithub; it knows nothing of Terraform."""

"""Outcomes -> what people and programs read: JSON, Markdown, audit records. Pure but for the audit file."""

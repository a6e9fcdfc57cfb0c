"""Workspaces in their life: members, archives, copies, templates."""

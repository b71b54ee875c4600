"""Screens, commands, jobs and messages; they show views, give drafts and show problems."""

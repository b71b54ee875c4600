"""Bringing a caseload in: columns put right, rows seen before they come, refused rows mended."""

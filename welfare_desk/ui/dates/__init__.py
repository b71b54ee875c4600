"""Dates on screen: what is due in every case, and a calculator for a date that belongs to none."""

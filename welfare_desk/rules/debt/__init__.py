"""Debt work in Scotland: budgets, offers, prescription, diligence and the statutory ways out.

Each idea has its module; their codes and figures come from ``tables``. All money here is whole pence
(names ending ``_p``), with exact fractions between; what an advisor does with it is ``casework``.
"""

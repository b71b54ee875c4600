"""The pieces every screen is made of: rows, fields, forms, chips, tracks, panes, banners, pages, charts.

Nothing here knows a client from a creditor; what to show comes in as small frozen values.
"""

"""The law and the arithmetic: values in, values out; no clock, file, SQL or Qt."""

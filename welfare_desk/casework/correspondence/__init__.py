"""Letters: drafted, checked by the GP, issued, printed; and their templates."""

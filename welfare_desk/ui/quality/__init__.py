"""How the service answers for its work: reviews, complaints, incidents, slips, supervision."""

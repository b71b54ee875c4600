"""Taking a referral on one screen."""

"""`python -m tests.lighthouse`: what Lighthouse thinks of five public pages on a phone, served as in production."""

"""Small stand-ins for services of others, each checked against the real thing or its own mock."""

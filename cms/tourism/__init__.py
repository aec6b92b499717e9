"""Community tourism. The index stands and shows certified services (criteria group "visit").

Villages, routes, enquiries and bookings come later.
"""

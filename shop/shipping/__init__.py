"""What sending costs: services, zones, 500 g steps and surcharges as data; a quote for each parcel.

Fork of Oscar's shipping. Knows nothing of orders.
"""

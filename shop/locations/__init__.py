"""Places that hold or sell goods: warehouses, producers' stores, OCOP centres, kiosks, booths.

Promises who may work where (`Assignment`). Knows nothing of how much lies there: that is stock's.
"""

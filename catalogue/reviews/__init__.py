"""What buyers say of a product, in one to five stars and words; read before it is shown. Fork of Oscar's reviews.

Promises that a buyer writes once of a product, that nothing is refused without a recorded reason that the author
reads, and that every decision is kept with who and when.
Must not know who bought what: `shop.reviews` does.
"""

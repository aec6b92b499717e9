class UsedUp(Exception):
    """Others took the last uses of an offer meanwhile. Nothing was counted; asked anew, the offer gives nothing."""

    def __init__(self, *, offer_id: int):
        super().__init__(str(offer_id))
        self.offer_id = offer_id

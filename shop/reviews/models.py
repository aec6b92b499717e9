from django.db import models


class Proof(models.Model):
    """The line of an order that a review stands on."""

    review = models.OneToOneField("reviews.ProductReview", on_delete=models.CASCADE, related_name="proof")
    line = models.OneToOneField("order.Line", on_delete=models.CASCADE, related_name="review_proof")

    def __str__(self) -> str:
        return f"{self.review_id} by line {self.line_id}"

from django.db import models


class Change(models.Model):
    """A row somewhere says something new, or is gone. Written by the triggers of this room and by `turning`.

    `location`: only devices there are concerned; none: all. No foreign keys, for what is meant may be gone.
    `writer`: on PostgreSQL the number of its transaction, by which readers know what they have not seen; see `moments`.
    """

    kind = models.CharField(max_length=10)
    key = models.BigIntegerField()
    location = models.BigIntegerField(null=True)
    writer = models.BigIntegerField(default=0)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["writer"], name="change_by_writer"),
            models.Index(fields=["recorded_at"], name="change_by_age"),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"

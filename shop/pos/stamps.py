"""Moments as the protocol writes them."""

from datetime import UTC, datetime


def moment(at: datetime) -> str:
    """ "2026-11-27T03:04:05.678Z" """
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"

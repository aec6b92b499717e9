"""A crowd of guests at the shop's own doors, over HTTP: each with cookies of their own, many at once."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

# Django accepts any token that stands in both the cookie and the form.
TOKEN = "0" * 32


@dataclass(frozen=True, slots=True)
class Checkout:
    """What every guest of a crowd types: the ward's codes and the total that the page would show."""

    province: str
    ward: str
    total: int


class Guest:
    def __init__(self, address: str, number: int):
        self.number = number
        self.client = httpx.AsyncClient(
            base_url=address,
            cookies={"csrftoken": TOKEN},
            timeout=60,
            # gunicorn closes a quiet connection after 2 s, perhaps just as the next request goes out on it.
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    async def post(self, path: str, **fields) -> httpx.Response:
        return await self.client.post(path, data={"csrfmiddlewaretoken": TOKEN} | fields)

    async def fill(self, products: Sequence[int], checkout: Checkout) -> None:
        """Put one of each in the basket, in this order, and say where it goes."""
        for product in products:
            expect(await self.post(f"/gio-hang/them/{product}/", quantity="1"), "/san-pham/")
        said = {
            "way": "ship",
            "name": f"Khách {self.number}",
            "phone": "0905123456",
            "email": f"khach-{self.number}@example.com",
            "province": checkout.province,
            "ward": checkout.ward,
            "line1": "12 Trần Phú",
        }
        expect(await self.post("/thanh-toan/", **said), "/thanh-toan/xac-nhan/")

    async def press(self, checkout: Checkout) -> str:
        """Order it, again while told that the shop is busy. "sold", "refused" or what went wrong."""
        for _ in range(10):
            told = await self.press_once(checkout)
            if told != "busy":
                break
        return told

    async def press_once(self, checkout: Checkout) -> str:
        answer = await self.post(
            "/thanh-toan/xac-nhan/", place="1", terms="on", pays_by="cash", total=str(checkout.total)
        )
        where = answer.headers.get("location", "")
        if answer.status_code == 302 and where.startswith("/don-hang/"):
            return "sold"
        if answer.status_code == 302 and where == "/gio-hang/":
            return "refused"
        if answer.status_code == 302 and where == "/thanh-toan/xac-nhan/":
            return "busy"
        return f"{answer.status_code} {where}"


def expect(answer: httpx.Response, where: str) -> None:
    assert answer.status_code == 302, (answer.status_code, answer.text[:2000])
    assert answer.headers["location"].startswith(where), answer.headers["location"]


async def all_at_once(deeds, *, at_a_time: int) -> list:
    """The answers of coroutines, never more than so many under way."""
    gate = asyncio.Semaphore(at_a_time)

    async def through(deed):
        async with gate:
            return await deed

    return await asyncio.gather(*(through(deed) for deed in deeds))


async def storm(
    address: str, baskets: Sequence[Sequence[int]], checkout: Checkout | None, *, at_a_time: int, guest=Guest
) -> "Storm":
    """A guest for each basket: first all fill theirs, then all press."""
    guests = [guest(address, number) for number in range(len(baskets))]
    try:
        filled = (guest.fill(basket, checkout) for guest, basket in zip(guests, baskets, strict=True))
        await all_at_once(filled, at_a_time=at_a_time)
        begun = time.perf_counter()
        answers = await all_at_once((timed(guest.press(checkout)) for guest in guests), at_a_time=at_a_time)
        return Storm(
            told=Counter(told for told, _ in answers),
            seconds=time.perf_counter() - begun,
            waits=sorted(wait for _, wait in answers),
        )
    finally:
        for guest in guests:
            await guest.client.aclose()


@dataclass(frozen=True, slots=True)
class Storm:
    """How many were told what; how long all of them pressed; how long each waited, the shortest first."""

    told: Counter
    seconds: float
    waits: list[float]


async def timed(deed) -> tuple[str, float]:
    begun = time.perf_counter()
    return await deed, time.perf_counter() - begun

"""A guest who walks through Oscar's own checkout."""

from collections.abc import Sequence

from tests.faults import crowd


class Guest(crowd.Guest):
    async def fill(self, products: Sequence[int], checkout: None) -> None:
        for product in products:
            crowd.expect(await self.post(f"/basket/add/{product}/", quantity="1"), "/")
        crowd.expect(
            await self.post("/checkout/", username=f"guest-{self.number}@example.com", options="anonymous"),
            "/checkout/shipping-address/",
        )
        address = {
            "first_name": "A",
            "last_name": "Guest",
            "line1": "1 High St",
            "line4": "York",
            "postcode": "YO1 7HH",
        }
        crowd.expect(await self.post("/checkout/shipping-address/", **address), "/checkout/shipping-method/")
        crowd.expect(await self.client.get("/checkout/shipping-method/"), "/checkout/payment-method/")

    async def press_once(self, checkout: None) -> str:
        answer = await self.post("/checkout/preview/", action="place_order")
        where = answer.headers.get("location", "")
        if answer.status_code == 302:
            return "sold" if where == "/checkout/thank-you/" else "refused"
        return f"{answer.status_code} {where}"

import pytest


@pytest.fixture
def pull(client):
    """Ask as a device, on and on while there is more; `pull(device, cursor)` → (rows by kind and id, the answer)."""

    def asked(device, cursor="", **said):
        rows, pages = {}, 0
        while True:
            answer = client.get(
                "/api/v1/pos/changes",
                {"cursor": cursor} | said,
                headers={"Authorization": f"Bearer {device.token}"},
            )
            assert answer.status_code == 200, answer.content
            told, pages = answer.json(), pages + 1
            rows |= {(each["kind"], each["id"]): each["row"] for each in told["changes"]}
            cursor = told["cursor"]
            if not told["has_more"]:
                return rows, told | {"pages": pages}

    return asked

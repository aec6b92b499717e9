import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("tiles", "origins"),
    [
        ("", []),
        ("https://tile.example/{z}/{x}/{y}.png", ["https://tile.example"]),
        ("https://{s}.tile.example:8443/{z}/{x}/{y}.png?key=1", ["https://*.tile.example:8443"]),
    ],
)
def test_the_policy_opens_for_just_the_origin_of_the_tiles(tiles, origins):
    code = "from shop.settings import CONTENT_SECURITY_POLICY as policy; print(policy['DIRECTIVES']['img-src'][2:])"
    said = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"MAP_TILES_URL": tiles},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == str(origins)

"""A camera that sees a picture of ours. Chromium reads the file anew each time the camera is opened."""

from pathlib import Path

import segno
from PIL import Image, ImageDraw

SIGHT = (640, 480)
MODULE = 4
# GS1 General Specifications, 5.2.1: seven modules a digit; the first digit is in how the left six are spelt.
LEFT = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"]
RIGHT = [digit.translate({48: 49, 49: 48}) for digit in LEFT]
MIRRORED = [digit[::-1] for digit in RIGHT]
MIRRORED_BY_FIRST = ["LLLLLL", "LLMLMM", "LLMMLM", "LLMMML", "LMLLMM", "LMMLLM", "LMMMLL", "LMLMLM", "LMLMML", "LMMLML"]


class Camera:
    def __init__(self, film: Path):
        self.film = film
        self.sees(Image.new("L", SIGHT, "white"))

    @property
    def flags(self) -> list[str]:
        given = f"--use-file-for-fake-video-capture={self.film}"
        return ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", given]

    def sees(self, picture: Image.Image) -> None:
        sight = Image.new("RGB", SIGHT, "white")
        sight.paste(picture, ((SIGHT[0] - picture.width) // 2, (SIGHT[1] - picture.height) // 2))
        sight.save(self.film, "JPEG", quality=95, subsampling="4:2:0")


def ean13(digits: str) -> Image.Image:
    left = [
        (MIRRORED if spelling == "M" else LEFT)[int(digit)]
        for digit, spelling in zip(digits[1:7], MIRRORED_BY_FIRST[int(digits[0])], strict=True)
    ]
    right = [RIGHT[int(digit)] for digit in digits[7:]]
    bars = "101" + "".join(left) + "01010" + "".join(right) + "101"
    picture = Image.new("L", (len(bars) * MODULE, 160), "white")
    pen = ImageDraw.Draw(picture)
    for at, bar in enumerate(bars):
        if bar == "1":
            pen.rectangle((at * MODULE, 0, (at + 1) * MODULE - 1, picture.height), fill="black")
    return picture


def qr(text: str) -> Image.Image:
    rows = [
        bytes(0 if dark else 255 for dark in row) for row in segno.make(text, error="m").matrix_iter(scale=8, border=4)
    ]
    return Image.frombytes("L", (len(rows[0]), len(rows)), b"".join(rows))

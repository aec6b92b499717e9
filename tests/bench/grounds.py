"""Databases of the sizes that are measured, each shop's in one go: what is stocked so far is copied and grown."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.services.processes import HOUSE

Asked = dict[str, list[str]]


@dataclass(frozen=True)
class Side:
    """A shop: the module that stocks it, and how its web is run without a cache and with one."""

    name: str
    stocking: str
    cold: Mapping[str, str]
    warm: Mapping[str, str]


@dataclass(frozen=True)
class Ground:
    """A shop's database with so many goods, and what is asked of it: page → addresses."""

    side: Side
    size: int
    url: str
    asked: Asked


def on_sqlite(side: Side, sizes: Collection[int], folder: Path) -> dict[int, Ground]:
    """Kept in the folder: what is there already is taken as it is."""

    def copy(before: Path | None, path: Path) -> None:
        if before and not path.exists():
            with closing(sqlite3.connect(before)) as source, closing(sqlite3.connect(path)) as target:
                source.backup(target)

    paths = {size: folder / f"{side.stocking.rpartition('.')[2]}-{size}.sqlite3" for size in sizes}
    return dict(_grown(side, {size: f"sqlite:///{path}" for size, path in paths.items()}, paths, copy))


def on_postgres(side: Side, sizes: Collection[int], server: str) -> dict[int, Ground]:
    def copy(before: str | None, name: str) -> None:
        with psycopg.connect(server.replace("postgres://", "postgresql://"), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                return
            template = sql.SQL(" TEMPLATE {}").format(sql.Identifier(before)) if before else sql.SQL("")
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + template)

    names = {size: f"bench_{side.stocking.rpartition('.')[2]}_{size}" for size in sizes}
    urls = {size: urlunsplit(urlsplit(server)._replace(path=f"/{name}")) for size, name in names.items()}
    return dict(_grown(side, urls, names, copy))


def _grown(side: Side, urls: Mapping[int, str], places: Mapping[int, object], copy) -> Iterator[tuple[int, Ground]]:
    before = None
    for size in sorted(urls):
        copy(before, places[size])
        before = places[size]
        sys.stderr.write(f"{side.name}, {size} goods\n")
        yield size, Ground(side, size, urls[size], _stock(side.stocking, size, urls[size]))


def _stock(module: str, size: int, url: str) -> Asked:
    done = subprocess.run(
        [sys.executable, "-m", module, str(size)],
        cwd=HOUSE,
        env=os.environ | {"DATABASE_URL": url, "LOG_LEVEL": "ERROR"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])

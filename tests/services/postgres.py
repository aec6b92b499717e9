"""A PostgreSQL of our own, on a free port, gone at the end. As root it runs as the user postgres."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.services.ports import free_port, wait_for_port


def find_binaries() -> Path | None:
    """The directory of initdb and pg_ctl: Debian's newest version, else the PATH's."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def running_postgres(*, is_durable: bool = False) -> Iterator[str]:
    """Yield the URL of a fresh server. `is_durable`: fsync as in production, for measurements."""
    binaries = find_binaries()
    if binaries is None:
        raise FileNotFoundError("PostgreSQL is not installed: apt install postgresql")
    directory = Path(tempfile.mkdtemp(prefix="ocop-postgres-"))
    port = free_port()
    settings = f"-p {port} -k {directory} -c max_connections=200 -c fsync={'on' if is_durable else 'off'}"
    try:
        if os.geteuid() == 0:
            shutil.chown(directory, user="postgres")
        _run(binaries / "initdb", "-D", directory / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--locale", "C.UTF-8")  # fmt: skip
        _run(
            binaries / "pg_ctl", "-D", directory / "data", "-s", "-w", "-l", directory / "log", "-o", settings, "start"
        )
        wait_for_port(port)
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        if (directory / "data" / "postmaster.pid").exists():
            _run(binaries / "pg_ctl", "-D", directory / "data", "-s", "-m", "immediate", "stop")
        shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def fresh_database(server_url: str, name: str) -> Iterator[str]:
    """Yield the URL of an empty database on a server; it is dropped at the end, whoever still uses it."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    _execute(server_url, drop)
    _execute(server_url, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        _execute(server_url, drop)


def copy_database(source_url: str, target_url: str) -> None:
    """Everything of one database into an empty one, perhaps on another server."""
    binaries = find_binaries()
    with tempfile.NamedTemporaryFile(suffix=".dump") as dump:
        subprocess.run([binaries / "pg_dump", "-Fc", "-f", dump.name, source_url], check=True)
        subprocess.run([binaries / "pg_restore", "--no-owner", "-d", target_url, dump.name], check=True)


def directory_of(url: str) -> Path:
    """Where a running server of ours keeps its data: what `stop_hard` and `start_again` want."""
    with psycopg.connect(url.replace("postgres://", "postgresql://")) as connection:
        return Path(connection.execute("SHOW data_directory").fetchone()[0])


def stop_hard(data: Path) -> None:
    """As in a power cut: no connection is told, the server recovers from its log when it starts again."""
    _run(find_binaries() / "pg_ctl", "-D", data, "-s", "-w", "-m", "immediate", "stop")


def start_again(data: Path) -> None:
    """With the options that it ran with before, which it leaves in postmaster.opts."""
    options = shlex.split((data / "postmaster.opts").read_text())[3:]
    _run(
        find_binaries() / "pg_ctl",
        "-D",
        data,
        "-s",
        "-w",
        "-l",
        data.parent / "log",
        "-o",
        shlex.join(options),
        "start",
    )


def _execute(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True) as connection:
        connection.execute(statement)


def _run(*command) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    # Into a file, since the server that pg_ctl leaves behind would hold a pipe open.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(words, stdout=said, stderr=said, cwd="/", check=False)
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{words}: {said.read().decode()}")

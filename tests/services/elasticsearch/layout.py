"""The node's files in the user's cache: fetched and compiled once for each state of the sources beside this file."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = ("pom.xml", "Node.java", "layout.py")
TRANSPORT = "transport-netty4"
PLUGIN = "org.elasticsearch.transport.netty4.Netty4Plugin"


def version() -> str:
    return (HERE / "pom.xml").read_text().split("<elasticsearch.version>")[1].split("<")[0]


def place() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    state = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in SOURCES)).hexdigest()
    return cache / "cho-ocop" / f"elasticsearch-{version()}-{state[:12]}"


def can_be_laid_out() -> bool:
    return place().exists() or all(shutil.which(tool) for tool in ("mvn", "javac"))


def laid_out() -> Path:
    """Where the node lies: `core` and `classes` for Java's class path, `home` for Elasticsearch."""
    if not place().exists():
        place().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place().parent) as folder:
            _lay_out(Path(folder) / "node")
            # Whoever comes second finds the place taken by the same files.
            if not place().exists():
                (Path(folder) / "node").rename(place())
    return place()


def _lay_out(node: Path) -> None:
    module = node / "home" / "modules" / TRANSPORT
    module.mkdir(parents=True)
    (node / "home" / "config").mkdir()
    _run(
        "mvn", "-q", "-B", "-f", HERE / "pom.xml", "dependency:copy-dependencies", f"-DoutputDirectory={node / 'core'}"
    )
    # Elasticsearch loads its transport as a module, by a class loader of its own.
    for jar in [*(node / "core").glob("netty-*.jar"), *(node / "core").glob(f"{TRANSPORT}*.jar")]:
        jar.rename(module / jar.name)
    described = {"name": TRANSPORT, "description": TRANSPORT, "version": version(), "elasticsearch.version": version()}
    described |= {"java.version": "17", "classname": PLUGIN}
    lines = "".join(f"{name}={value}\n" for name, value in described.items())
    (module / "plugin-descriptor.properties").write_text(lines)
    _run("javac", "-cp", node / "core" / "*", "-d", node / "classes", HERE / "Node.java")


def _run(*command) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stdout[-5000:]}{done.stderr[-5000:]}")

"""The app for many: several processes behind nginx, in one command.

    python -m hosting.serve --processes 3 --port 8080

A process that ends is started anew; until it answers, the others take its visitors. Ctrl-C or SIGTERM ends them all.
"""

import argparse
import asyncio
import base64
import hashlib
import logging
import os
import re
import secrets
import shutil
import signal
import socket
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from multiprocessing.process import BaseProcess
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hosting.process import ROOT, start_process

COOKIE = "gan_explorer_process"
NGINX_ADVICE = (
    "No nginx was found. Install one from your system's packages (Debian: apt install nginx-light; macOS: brew install "
    "nginx), or name one: NGINX=/path/to/nginx. A single process needs none: make run."
)
MIME_TYPES = ("/etc/nginx/mime.types", "/usr/local/etc/nginx/mime.types", "/opt/homebrew/etc/nginx/mime.types")
RESTART_S = 1.0  # from the end of a process to the next one: a broken one is not to take the machine
SLOTS = 2  # training runs at the same time on the machine, as one process has them

logger = logging.getLogger("hosting")


def find_nginx() -> str | None:
    """Return the path of an nginx, or None."""
    return os.environ.get("NGINX") or shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def free_ports(n: int) -> list[int]:
    """Return n ports that nothing listens on."""
    listeners = [socket.socket() for _ in range(n)]
    for listener in listeners:
        listener.bind(("127.0.0.1", 0))
    ports = [int(listener.getsockname()[1]) for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


def script_hashes() -> str:
    """Return the hashes of the scripts that stand in Streamlit's own page, as a Content-Security-Policy takes them."""
    spec = find_spec("streamlit")
    assert spec is not None and spec.origin is not None
    page = (Path(spec.origin).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def nginx_config(port: int, ports: Sequence[int]) -> str:
    """Return the config of an nginx that listens on `port` for the processes that listen on `ports`."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    environment = Environment(loader=FileSystemLoader(ROOT / "hosting"), undefined=StrictUndefined, autoescape=False)
    return environment.get_template("nginx.conf.jinja").render(
        port=port,
        ports=list(ports),
        cookie=COOKIE,
        mime_types=next(filter(os.path.exists, MIME_TYPES), "mime.types"),
        script_hashes=script_hashes(),
        max_upload_mb=settings["server"]["maxUploadSize"] + 1,  # the form around the file
    )


def app_environment(n_processes: int) -> dict[str, str]:
    """Return the environment of each process: one secret for all of them, its share of the training slots and cores."""
    own = {
        "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32),
        "GAN_EXPLORER_SLOTS": str(-(-SLOTS // n_processes)),
        "GAN_EXPLORER_CORES": str(max(1, (os.cpu_count() or 1) // n_processes)),
    }
    return {**os.environ, **{name: os.environ.get(name) or value for name, value in own.items()}}


async def keep_running(number: int, port: int, environment: dict[str, str]) -> None:
    """Run one process of the app, again and again, until cancelled."""
    while True:
        try:
            process = start_process(port, environment)
        except (EOFError, OSError) as error:
            logger.warning("process %d could not be started (%s: %s)", number, type(error).__name__, error)
        else:
            logger.info("process %d: pid %d", number, process.pid)
            try:
                await _ended(process)
            finally:
                if process.is_alive():
                    process.terminate()
                    await _ended(process)
            logger.warning("process %d has ended with %d and is started anew", number, process.exitcode)
        await asyncio.sleep(RESTART_S)


async def _ended(process: BaseProcess) -> None:
    """Wait until a process has ended."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(process.sentinel, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(process.sentinel)


async def run_nginx(nginx: str, config: str) -> None:
    """Run nginx with a config in a folder of its own, until cancelled."""
    with tempfile.TemporaryDirectory(prefix="gan-explorer-nginx-") as folder:
        os.chmod(folder, 0o755)  # started by root, it hands its work to a user of its own
        path = Path(folder) / "nginx.conf"
        path.write_text(config, encoding="utf-8")
        options = ["-p", folder, "-c", str(path), "-e", "stderr"]
        process = await asyncio.create_subprocess_exec(nginx, *options, start_new_session=True)
        try:
            code = await process.wait()
        finally:
            await _end(process)
        raise RuntimeError(f"nginx has ended with {code}")


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    await process.wait()


async def answers(port: int) -> None:
    """Wait until something listens on a port of this machine."""
    while True:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.05)


async def serve(nginx: str, port: int, n_processes: int) -> None:
    """Run the processes and, once they answer, nginx, until cancelled."""
    ports, environment = free_ports(n_processes), app_environment(n_processes)
    async with asyncio.TaskGroup() as group:
        for number, app_port in enumerate(ports, start=1):
            group.create_task(keep_running(number, app_port, environment))
        for app_port in ports:
            await answers(app_port)
        group.create_task(run_nginx(nginx, nginx_config(port, ports)))
        await answers(port)
        logger.info("GAN Explorer is on http://localhost:%d, %d processes", port, n_processes)


async def until_told(nginx: str, port: int, n_processes: int) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    work = asyncio.ensure_future(serve(nginx, port, n_processes))
    for told in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(told, work.cancel)
    with suppress(asyncio.CancelledError):
        await work


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m hosting.serve", description="Several processes behind nginx.")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="default: one a core")
    parser.add_argument("--port", type=int, default=8080)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    nginx = find_nginx()
    if nginx is None:
        sys.exit(NGINX_ADVICE)
    try:
        asyncio.run(until_told(nginx, options.port, max(1, options.processes)))
    except* RuntimeError as broken:
        sys.exit(f"{broken.exceptions[0]}. Is port {options.port} taken? PORT=8090 make serve takes another.")


if __name__ == "__main__":
    main()

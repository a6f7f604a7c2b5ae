"""The app for many: several processes behind nginx, all kept running by supervisor.

    python -m hosting.serve --processes 3 --port 8080

Fills in both configs and runs supervisor until it ends. Ctrl-C, SIGTERM and, on Linux, SIGKILL end all of it.
"""

import argparse
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from base64 import b64encode
from contextlib import ExitStack
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).resolve().parent.parent
COOKIE = "gan_explorer_process"
SLOTS = 2  # training runs at the same time on the machine, as one process has them
NGINX_ADVICE = "No nginx was found. Debian: apt install nginx-light, macOS: brew install nginx, or NGINX=/path/to/it."
# What setpriv, which Linux has, starts gets SIGTERM when its parent ends, however that ends.
WITH_PARENT = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
NO_SETPRIV = "No setpriv was found (Linux has it): after a SIGKILL of the starter, all that it started runs on.\n"
SUPERVISOR = [*WITH_PARENT, sys.executable, "-m", "supervisor.supervisord", "-c"]


def find_nginx() -> str | None:
    """Return the path of an nginx, or None."""
    return os.environ.get("NGINX") or shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def write_configs(folder: str, n_processes: int, **values: str | int) -> None:
    """Fill in the templates of both configs; the app's processes get free ports."""
    with ExitStack() as stack:
        listeners = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(n_processes)]
        ports = [listener.getsockname()[1] for listener in listeners]
    page = Path(str(distribution("streamlit").locate_file("streamlit/static/index.html"))).read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    templates = Environment(loader=FileSystemLoader(ROOT / "hosting"), undefined=StrictUndefined)
    for name in ("nginx.conf", "supervisord.conf"):
        template = templates.get_template(f"{name}.jinja")
        text = template.render(values, ports=ports, cookie=COOKIE, script_hashes=hashes, python=sys.executable)
        Path(folder, name).write_text(text, encoding="utf-8")


def app_environment(n_processes: int) -> dict[str, str]:
    """Return the environment of each process: one secret for all of them, its share of the training slots and cores."""
    own = {
        "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32),
        "GAN_EXPLORER_SLOTS": str(-(-SLOTS // n_processes)),
        "GAN_EXPLORER_CORES": str(max(1, (os.cpu_count() or 1) // n_processes)),
    }
    return {**os.environ, **{name: os.environ.get(name) or value for name, value in own.items()}}


def main() -> int:
    """Read the command line and serve; pass on what supervisor and the processes say."""
    parser = argparse.ArgumentParser(prog="python -m hosting.serve", description="Several processes behind nginx.")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="default: one a core")
    parser.add_argument("--port", type=int, default=8080)
    options = parser.parse_args()
    port, n = options.port, options.processes
    nginx = find_nginx() or sys.exit(NGINX_ADVICE)
    try:
        socket.create_server(("", port)).close()
    except OSError as refused:
        sys.exit(f"Port {port} cannot be had ({refused}). PORT=8090 make serve takes another.")
    sys.stderr.write(f"GAN Explorer comes up on http://localhost:{port}, {n} processes\n")
    sys.stderr.write("" if WITH_PARENT else NO_SETPRIV)
    with tempfile.TemporaryDirectory(prefix="gan-explorer-") as folder:
        os.chmod(folder, 0o755)  # started by root, nginx hands its work to a user of its own
        write_configs(folder, n, nginx=nginx, port=port, with_parent=" ".join(WITH_PARENT))
        command = [*SUPERVISOR, f"{folder}/supervisord.conf"]
        with subprocess.Popen(command, cwd=ROOT, env=app_environment(n), stdout=subprocess.PIPE) as supervisor:
            for told in (signal.SIGINT, signal.SIGTERM):
                signal.signal(told, lambda *_: supervisor.terminate())
            for line in supervisor.stdout or ():
                os.write(sys.stdout.fileno(), line)
        return supervisor.returncode


if __name__ == "__main__":
    sys.exit(main())

"""Start Coxa on this computer, for the people who use it."""

import argparse
import errno
import signal
import socket
import threading
import webbrowser
from ipaddress import ip_address
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn

from coxa.cli.data import open_data
from coxa.errors import Fault, InputError, PortTaken, StartError
from coxa.web.paths import data_dir

if TYPE_CHECKING:
    from coxa.cli.main import Subparsers

PORT = 8642


def add_to(subparsers: "Subparsers") -> None:
    """Add `coxa serve`."""
    parser = subparsers.add_parser("serve", help="start Coxa")
    parser.add_argument("--host", default="127.0.0.1", help="address on this computer (default: %(default)s)")
    parser.add_argument("--port", type=int, default=PORT, help="port, 0 for any free one (default: %(default)s)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C.

    Raises:
        StartError: the port, the folder or the database cannot be used.
        InputError: the host is not this computer itself.

    """
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with listen(arguments.host, arguments.port) as listener:
            open_data()
            server = _Server(listener, opens_browser=not arguments.no_browser)
            server.run(sockets=[listener])
    except KeyboardInterrupt:
        return 0
    return 0 if server.started else 1


def listen(host: str, port: int) -> socket.socket:
    """Take the port, so that a second Coxa stops before it touches any data.

    Raises:
        InputError: the host is not this computer itself, or the port is no port.
        PortTaken: another program listens there.
        StartError: the port cannot be had for another reason.

    """
    address = _loopback(host)
    if not 0 <= port <= 65535:
        raise InputError((Fault("--port", f"{port} is no port", "choose one from 1024 to 65535, or 0"),))
    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    # On Windows SO_REUSEADDR would share the port with the program that has it.
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
    listener.setsockopt(socket.SOL_SOCKET, exclusive or socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise _explained(error, host, port) from error
    return listener


def _loopback(host: str) -> str:
    if host == "localhost":
        return "127.0.0.1"
    try:
        if ip_address(host).is_loopback:
            return host
    except ValueError:
        pass
    advice = "leave --host out: Coxa has no accounts yet, so it serves only the computer it runs on"
    raise InputError((Fault("--host", f"{host!r} is not this computer itself", advice),))


def _explained(error: OSError, host: str, port: int) -> StartError:
    if error.errno == errno.EADDRINUSE:
        return PortTaken(
            f"Port {port} on {host} is taken, perhaps by a Coxa that already runs → "
            f"open http://{host}:{port}/ to see, or start with another port: coxa --port {port + 1}"
        )
    return StartError(
        f"Port {port} on {host} cannot be used ({error.strerror}) → start with another: coxa --port {PORT}"
    )


class _Server(uvicorn.Server):
    """Uvicorn, which says when it is ready."""

    def __init__(self, listener: socket.socket, *, opens_browser: bool) -> None:
        from coxa.web.asgi import application  # noqa: PLC0415  # needs the data to be open

        config = uvicorn.Config(
            application,
            lifespan="off",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=3,
        )
        super().__init__(config)
        host, port = listener.getsockname()[:2]
        self._address = f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
        self._opens_browser = opens_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, then say so and open the browser."""
        await super().startup(sockets)
        print(f"Coxa is ready at {self._address} (Ctrl-C ends it)", flush=True)
        print(f"Your data stays on this computer, in {data_dir()}", flush=True)
        if self._opens_browser:
            threading.Thread(target=webbrowser.open, args=[self._address], daemon=True).start()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt

"""`kanim sim`: the simulators, all together or one by one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from types import FrameType

import click

from kanim.simulators import bank, border, centre, mail, wire
from kanim.simulators.store import Store
from kanim.simulators.web import Running, Simulator

PORTS = {"bank": 8011, "centre": 8012, "border": 8013, "mail": 8014}
SMTP_PORT = 8025
PARENT = "KANIM_SIM_PARENT"


@click.group(invoke_without_command=True)
@click.pass_context
def sim(ctx: click.Context) -> None:
    """Play the outside systems: bank, centre, border control and a mail server.

    Without a name, all of them run, each as a process of its own, until this one is stopped.
    Kanim's address is KANIM_URL (http://localhost:8000); keys are read from the environment
    (KANIM_SECRET_OUTSIDE_BANK and so on) or from the folder that Kanim uses (KANIM_VAR).
    """
    if ctx.invoked_subcommand is None:
        _run_all()


def _run_all() -> None:
    click.echo(
        "Simulators: " + ", ".join(f"{name} http://127.0.0.1:{PORTS[name]}" for name in PORTS)
    )
    environment = {**os.environ, PARENT: str(os.getpid())}
    running = [
        subprocess.Popen([sys.executable, "-m", "kanim.simulators", name], env=environment)  # noqa: S603  our own module
        for name in PORTS
    ]
    stopping = _stop_event()
    while not stopping.wait(1.0) and all(process.poll() is None for process in running):
        pass
    for process in running:
        process.terminate()
    for process in running:
        process.wait(timeout=10)
    if not stopping.is_set():
        raise SystemExit("A simulator ended by itself; the others were stopped.")


def _serve(simulator: Simulator, port: int) -> None:
    try:
        running = Running(simulator, port).start()
    except OSError as error:
        raise SystemExit(
            f"{simulator.name}: port {port} cannot be opened ({error.strerror}). "
            "Stop what uses it, or name another with --port."
        ) from error
    stopping = _stop_event()
    while not stopping.wait(1.0) and _parent_lives():
        pass
    running.stop()


def _stop_event() -> threading.Event:
    """Set when the process is asked to end."""
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopping


def _parent_lives() -> bool:
    """Whether `kanim sim`, if that started this process, still runs: nothing outlives a killed one."""
    parent = os.environ.get(PARENT)
    return parent is None or parent == str(os.getppid())


def _store(name: str, blank: dict[str, object]) -> Store:
    return Store(wire.var_folder() / "simulators" / f"{name}.json", blank)


def _port(name: str) -> click.Option:
    return click.Option(
        ["--port"], type=int, default=PORTS[name], show_default=True, help="Port of its pages."
    )


def _bank(port: int) -> None:
    """The bank: pay a billing code, send the notification again."""
    _serve(bank.Bank(_store("bank", bank.BLANK), wire.shared_key("bank"), wire.kanim_url()), port)


def _centre(port: int) -> None:
    """The centre: receives application data and answers after a while."""
    store = _store("centre", centre.BLANK)
    _serve(centre.Centre(store, wire.shared_key("centre"), wire.kanim_url()), port)


def _border(port: int) -> None:
    """Border control: receives the data of issued passports."""
    store = _store("border", border.BLANK)
    _serve(border.Border(store, wire.shared_key("border"), wire.kanim_url()), port)


def _mail(port: int, smtp: int) -> None:
    """A mail server that keeps every message and shows it."""
    _serve(mail.Mail(_store("mail", mail.BLANK), smtp), port)


for _name, _function in {"bank": _bank, "centre": _centre, "border": _border}.items():
    sim.add_command(
        click.Command(_name, callback=_function, params=[_port(_name)], help=_function.__doc__)
    )
sim.add_command(
    click.Command(
        "mail",
        callback=_mail,
        help=_mail.__doc__,
        params=[
            _port("mail"),
            click.Option(
                ["--smtp"],
                type=int,
                default=SMTP_PORT,
                show_default=True,
                help="Port that takes mail.",
            ),
        ],
    )
)

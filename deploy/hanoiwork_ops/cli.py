"""`hanoiwork`: every command with its words of explanation; the work is done in the module beside it."""

import warnings

import click

from hanoiwork_ops.console import one_line_errors

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")  # known; see DECISIONS.md

EPILOG = """
\b
Try it:            hanoiwork up --demo
A city, one process each:
  hanoiwork migrate && hanoiwork topology apply
  hanoiwork serve directory objectives tasks evaluation notifications
  hanoiwork relay
  hanoiwork gateway
Every HANOIWORK_ variable is listed in deploy/env.example.
"""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hanoiwork-ops")
def main() -> None:
    """Run, feed and examine the city's work-management suite."""


@main.command()
@click.option("--demo", is_flag=True, help="Load the demo city and its accounts (password: demo) at the first start.")
@click.option("--host", help="Address to listen on (HANOIWORK_HOST, default 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (HANOIWORK_PORT, default 8000).")
@click.option("--data-dir", help="Where the databases are kept (HANOIWORK_DATA_DIR, default ./var).")
def up(*, demo: bool, host: str | None, port: int | None, data_dir: str | None) -> None:
    """Run the whole suite in one process: no broker, one SQLite file per service.

    For trying it, a small agency, development. Ctrl-C stops it cleanly; the next start keeps the data.
    """
    from hanoiwork_shared.bus_hub import make_green

    make_green(with_asyncio=True)
    from hanoiwork_ops.embedded import run

    with one_line_errors():
        run(demo=demo, host=host, port=port, data_dir=data_dir)


@main.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
def serve(names: tuple[str, ...]) -> None:
    """Run services on RabbitMQ until SIGTERM; start it again as often as you need workers.

    Waits, with a message, for a database or broker that is away or not yet migrated.
    """
    from hanoiwork_shared.bus_hub import make_green

    make_green(with_asyncio=False)
    from hanoiwork_ops.distributed import serve_services

    with one_line_errors():
        raise SystemExit(serve_services(names))


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
def relay(names: tuple[str, ...]) -> None:
    """Carry events from the outboxes of all services (or those named) to RabbitMQ.

    Any number may run: each event is carried in order per aggregate, and marked sent only once confirmed.
    """
    from hanoiwork_ops.distributed import run_relays

    with one_line_errors():
        run_relays(names)


@main.command()
@click.option("--host", help="Address to listen on (HANOIWORK_HOST).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (HANOIWORK_PORT).")
def gateway(*, host: str | None, port: int | None) -> None:
    """Run the GraphQL gateway over RabbitMQ."""
    from hanoiwork_ops.distributed import run_gateway

    with one_line_errors():
        run_gateway(host=host, port=port)


@main.command()
def migrate() -> None:
    """Bring every service's database to the newest shape; safe to run again and by several at once."""
    from hanoiwork_ops.preparing import migrate_all

    with one_line_errors():
        migrate_all()


@main.group()
def topology() -> None:
    """Exchanges, queues and bindings on RabbitMQ."""


@topology.command("apply")
def topology_apply() -> None:
    """Declare everything that carries events; safe to run again."""
    from hanoiwork_ops.preparing import apply

    with one_line_errors():
        apply()


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="The gateway.")
@click.option("--user", default="operator", show_default=True, help="The account that loads.")
@click.option("--password", envvar="HANOIWORK_PASSWORD", prompt=True, hide_input=True, help="Its password.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
def load(*, files: tuple[str, ...], url: str, user: str, password: str, dry_run: bool) -> None:
    """Load units, people, grants, objectives, plans and recorded work from FILE...

    Units, people and grants are CSV files, or sheets of these names in one XLSX file.

    The kind of a file is known by its content. Every file is checked whole before anything of it is loaded, and the
    same file again changes nothing.
    """
    from hanoiwork_ops.loading import load_files

    with one_line_errors():
        load_files(files, url=url, user=user, password=password, dry_run=dry_run)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True))
@click.option(
    "--what",
    type=click.Choice(["directory", "units", "people", "grants"]),
    default="directory",
    show_default=True,
    help="Which table; all of them need an XLSX file.",
)
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="The gateway.")
@click.option("--user", default="operator", show_default=True, help="The account that exports.")
@click.option("--password", envvar="HANOIWORK_PASSWORD", prompt=True, hide_input=True, help="Its password.")
def export(*, file: str, what: str, url: str, user: str, password: str) -> None:
    """Write units, people and grants into FILE (.xlsx or .csv), as `load` takes them back without a change."""
    from hanoiwork_ops.exporting import export_file

    with one_line_errors():
        export_file(file, what=what, url=url, user=user, password=password)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print a list with, per case, the keys of its `expected`.")
@click.option("--locale", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language.")
def score(*, file: str, as_json: bool, locale: str) -> None:
    """Compute a monthly score from a JSON FILE and explain every number; needs no database.

    FILE holds one case or a list of cases: tasks with points, completed, quality_failures, late_days; general marks;
    optionally `rules` with settings of the rule pack such as {"late_unit": "occurrence"}.
    """
    from hanoiwork_ops.scoring import score_file

    with one_line_errors():
        score_file(file, as_json=as_json, locale=locale)


@main.group("dead-letters")
def dead_letters() -> None:
    """Events that a service could not handle, kept with the reason."""


@dead_letters.command("list")
@click.argument("name")
def dead_letters_list(name: str) -> None:
    """Say what is parked for the service NAME: since when, the event's id, its type, and why."""
    from hanoiwork_ops.parked import list_parked

    with one_line_errors():
        list_parked(name)


@dead_letters.command("requeue")
@click.argument("name")
@click.option("--id", "ids", multiple=True, help="Only this event; may be given again.")
@click.option(
    "--older-than-kept",
    is_flag=True,
    help="Also events older than HANOIWORK_KEEP_DAYS; what such an event did already it may do again.",
)
def dead_letters_requeue(*, name: str, ids: tuple[str, ...], older_than_kept: bool) -> None:
    """Give the service NAME its parked events again, once the cause is mended.

    Nothing is handled twice, and what fails again is parked again. Of what is older than HANOIWORK_KEEP_DAYS the
    service no longer remembers whether it was handled: it stays parked unless you insist.
    """
    from hanoiwork_ops.parked import requeue

    with one_line_errors():
        requeue(name, ids, older_than_kept=older_than_kept)


@main.command()
@click.option("--url", default=None, help="A gateway to examine as well, such as http://127.0.0.1:8000.")
def doctor(url: str | None) -> None:
    """Say what is reachable and what is wrong: settings, plug-ins, databases, outboxes, parked events, broker, gateway.

    The exit code is 1 when anything is wrong.
    """
    from hanoiwork_ops.doctor import examine

    with one_line_errors():
        raise SystemExit(examine(url))


if __name__ == "__main__":
    main()

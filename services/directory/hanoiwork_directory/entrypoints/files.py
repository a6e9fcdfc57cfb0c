"""Calls that take in whole files, and give them out."""

from typing import Any

from hanoiwork_directory import schemas
from hanoiwork_shared.bus_nameko import Entrypoints, Request, command, query
from hanoiwork_shared.facts import plain
from hanoiwork_shared.files.writing import exported


class FileEntrypoints(Entrypoints):
    """Calls that the directory answers about files."""

    directory: Any

    @command(schemas.TableSent)
    def import_units(self, request: Request) -> object:
        """Load a file of units."""
        return self._loaded(request, "units")

    @command(schemas.TableSent)
    def import_people(self, request: Request) -> object:
        """Load a file of people."""
        return self._loaded(request, "people")

    @command(schemas.TableSent)
    def import_grants(self, request: Request) -> object:
        """Load a file of grants."""
        return self._loaded(request, "grants")

    @command(schemas.TableSent)
    def import_directory(self, request: Request) -> object:
        """Load a workbook of units, people and grants."""
        return self._loaded(request, "units", "people", "grants")

    @query(schemas.ExportWanted)
    def export_directory(self, request: Request) -> object:
        """Write down what there is."""
        what, form = request.input["what"], request.input["format"]
        sheets = self.directory.exporting.sheets(request.identity, names=request.input["sheets"])
        return exported(what, sheets, form=form)

    def _loaded(self, request: Request, *kinds: str) -> object:
        self.directory.loading.demand(request.identity)  # reading a file costs much: not for whoever may not load it
        files = schemas.read_files(request.input["content"], *kinds)
        return plain(self.directory.loading.load(request.identity, files=files, dry_run=request.input["dry_run"]))

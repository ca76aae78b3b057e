"""What the command line does with the database while no server runs on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from zoneinfo import ZoneInfo

from quizapp import paths
from quizapp.addresses import public_addresses
from quizapp.config import Settings
from quizapp.domain.agenda import Agenda, AgendaFile
from quizapp.domain.errors import NotFound
from quizapp.domain.stored import EventLine, EventPlan
from quizapp.domain.text import LocalizedText
from quizapp.importers.agenda import LARGEST_AGENDA, AgendaUpload, read_agenda_file
from quizapp.importers.bank_yaml import read_bank_file
from quizapp.importers.event_yaml import read_event_file
from quizapp.importers.files import read_bytes
from quizapp.services.accounts import Accounts
from quizapp.services.passwords import Argon2Hasher
from quizapp.services.pictures import make_picture
from quizapp.services.system import SystemClock, SystemIds
from quizapp.storage.accounts import SqlAccounts
from quizapp.storage.bank_store import SqlBanks
from quizapp.storage.db import open_database
from quizapp.storage.errors import DatabaseUnavailable
from quizapp.storage.events import SqlEvents
from quizapp.storage.folder_lock import DataFolderLock

DEMO_FILE = "isc-17.yaml"
ADDRESS_FILE = "server.address"
"""Where the running server says under which address it prints its links."""


class Desk:
    """Writes events. Made by `open_desk`, which holds the data folder's lock."""

    def __init__(self, store: SqlEvents, banks: SqlBanks) -> None:
        self._store = store
        self._banks = banks
        self._ids = SystemIds()

    def events(self) -> tuple[EventLine, ...]:
        """All events."""
        return self._store.events()

    def load_event(self, file: Path) -> str:
        """Store an event file; the banks lie beside it. Returns the join code."""
        return self._create(read_event_file(file, file.parent, make_picture))

    def load_demo(self) -> str | None:
        """Store the demo event and all the banks that ship, where there is no event at all."""
        if self._store.events():
            return None
        code = self.load_event(paths.question_banks() / DEMO_FILE)
        self.load_shipped_banks()
        return code

    def load_shipped_banks(self) -> None:
        """Store those that are not there; one of that name stays as it is."""
        there = {each.slug for each in self._banks.banks()}
        files = sorted(paths.question_banks().glob("*.yaml"))
        missing = [each for each in files if each.name != DEMO_FILE and each.stem not in there]
        banks = [read_bank_file(each, make_picture) for each in missing]
        self._banks.add_missing(banks, self._ids.new)

    def import_agenda(self, slug: str, file: Path) -> None:
        """Put an agenda in place of the event's own, its times on the event's clock."""
        event_id = self._store.id_by_slug(slug)
        if event_id is None:
            raise NotFound(what=slug)
        event = self._store.get(event_id)
        read = read_agenda(file, event.time_zone, event.languages)
        self._store.import_agenda(event_id, read.agenda, read.titles, read.texts)

    def new_event(self, slug: str, agenda: Agenda) -> str:
        """An event with this agenda and no activities. Returns the join code."""
        title = LocalizedText.of({"en": agenda.theme or agenda.heading or slug})
        plan = EventPlan(
            slug=slug,
            title=title,
            theme=LocalizedText.of({"en": agenda.theme}),
            languages=("en", "fr"),
            screen_languages=("en",),
            agenda=agenda,
        )
        return self._create(plan)

    def _create(self, plan: EventPlan) -> str:
        code = self._free_code()
        self._store.create(plan, self._ids.new(), code, self._ids.secret())
        return code

    def _free_code(self) -> str:
        while True:
            code = self._ids.code()
            if self._store.id_by_code(code) is None:
                return code


@contextmanager
def exclusive(settings: Settings) -> Iterator[None]:
    """The data folder for ourselves, as SQLite needs it. Raises `DataFolderInUse`.

    PostgreSQL takes any number of processes: there is nothing to hold.
    """
    if settings.database_url is not None:
        yield
        return
    with DataFolderLock(settings.data_dir):
        yield


@contextmanager
def open_desk(settings: Settings, *, locked: bool = False) -> Iterator[Desk]:
    """A desk on the data folder; `locked` where the caller holds it already.

    Raises `DataFolderInUse` while a server runs on SQLite there: it would not hear of the change.
    """
    with nullcontext() if locked else exclusive(settings):
        database = open_database(settings.data_dir, settings.database_url)
        try:
            database.migrate()
            yield Desk(SqlEvents(database), SqlBanks(database))
        finally:
            database.close()


def fresh_sign_in_path(settings: Settings) -> str:
    """A new one-time link of the administrator; may be made while the server runs."""
    database = open_database(settings.data_dir, settings.database_url, beside=True)
    try:
        if not database.check_version():
            raise DatabaseUnavailable(
                reason="start the server once, then there is something to sign in to"
            )
        accounts = Accounts(
            SqlAccounts(database), SystemClock(), SystemIds(), Argon2Hasher(), lambda _: None
        )
        base = _running_at(settings) or public_addresses(settings.public_urls, settings.port)[0]
        return f"{base}/sign-in/{accounts.start_link().token}"
    finally:
        database.close()


def _running_at(settings: Settings) -> str:
    """The address that the running server prints, also where its port was given by an option."""
    try:
        return (settings.data_dir / ADDRESS_FILE).read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def read_agenda(
    file: Path, time_zone: str = "UTC", languages: tuple[str, ...] = ("en",)
) -> AgendaFile:
    """An agenda from a file of any format that we know. Raises `ContentProblems`."""
    data = read_bytes(file, LARGEST_AGENDA)
    return read_agenda_file(AgendaUpload(file.name, data, ZoneInfo(time_zone), languages))

"""How do colleagues ask for work in the background?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from vouch.domain.errors import BadInput, Conflict
from vouch.program.colleagues.models import User
from vouch.program.colleagues.permissions import require
from vouch.program.history.actions import record
from vouch.program.work.models import DeliveredFile, Delivery, Job
from vouch.program.work.queries import delivery as one_delivery
from vouch.program.work.states import OPEN, STOPPABLE, FileState, JobState, Task

Wake = Callable[[], object]
"""What makes a worker look at the queue, called once the work is kept."""


STOPPED = "It was stopped, and nothing is left of it."


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A file as it was handed in: its name, its size in bytes, and how to read it where somebody said so."""

    name: str
    size: int
    kind: str = ""
    mapping: str = ""


@transaction.atomic
def hand_in(*, by: User, id: str, files: Sequence[Handed], wake: Wake) -> Delivery:
    """Keep which files were handed in, and ask for a look at them. The copies lie under `id` already.

    Raises NotAllowed; BadInput when there is no file.
    """
    require(by, "import_data")
    if not files:
        raise BadInput("no_files", "Choose at least one file.", field="files")
    made = Delivery.objects.create(id=id, by=by, handed_in_at=timezone.now())
    DeliveredFile.objects.bulk_create(
        DeliveredFile(
            delivery=made, number=number, name=file.name, size=file.size, kind=file.kind, mapping=file.mapping
        )
        for number, file in enumerate(files)
    )
    record(by=by, action="hand_in_files", kind="delivery", object_id=made.pk, files=len(files))
    ask(Task.LOOK, by=by, delivery=made, wake=wake)
    return made


@transaction.atomic
def read_as(*, by: User, delivery: str, number: int, kind: str, mapping: str, wake: Wake) -> DeliveredFile:
    """Say how one file is to be read, by kind or by a mapping handed in for it, and look at it again.

    Raises NotAllowed; NotFound; Conflict when the delivery is closed or is being worked on.
    """
    require(by, "import_data")
    made = _open(delivery)
    file = made.files.select_for_update().filter(number=number).first()
    if file is None:
        raise BadInput("no_such_file", "There is no such file among these.", field="number")
    file.kind, file.mapping, file.state = kind, mapping, FileState.WAITING
    file.sentence = file.code = ""
    file.found = {}
    file.save()
    record(by=by, action="read_file_as", kind="delivery", object_id=made.pk, number=number, mapping=bool(mapping))
    ask(Task.LOOK, by=by, delivery=made, wake=wake)
    return file


@transaction.atomic
def import_delivery(*, by: User, delivery: str, wake: Wake) -> Delivery:
    """Import the files of a delivery that can be read.

    Raises NotAllowed; NotFound; Conflict when it is closed, is being worked on, or has nothing to import.
    """
    require(by, "import_data")
    made = _open(delivery)
    ready = made.files.filter(state=FileState.LOOKED).count()
    if not ready:
        raise Conflict("nothing_to_import", "None of these files can be imported as they are.")
    record(by=by, action="import_files", kind="delivery", object_id=made.pk, files=ready)
    ask(Task.IMPORT, by=by, delivery=made, wake=wake)
    return made


@transaction.atomic
def leave(*, by: User, delivery: str) -> Delivery:
    """Leave the files of a delivery aside; the copies go once this is kept. Raises NotAllowed, NotFound, Conflict."""
    require(by, "import_data")
    made = _open(delivery)
    made.files.filter(state__in=[FileState.WAITING, FileState.LOOKED]).update(state=FileState.LEFT)
    made.closed_at = timezone.now()
    made.save(update_fields=["closed_at"])
    record(by=by, action="leave_files", kind="delivery", object_id=made.pk)
    return made


@transaction.atomic
def take_out(*, by: User, batch: str, wake: Wake) -> Job:
    """Ask for a batch to be taken out; everybody is placed anew afterwards, as if it had never come.

    Asking twice is one asking. Raises NotAllowed.
    """
    require(by, "import_data")
    known = Job.objects.filter(task=Task.UNDO, batch=batch, state__in=OPEN).first()
    if known:
        return known
    record(by=by, action="take_out_batch", kind="batch", object_id=batch)
    return ask(Task.UNDO, by=by, batch=batch, wake=wake)


@transaction.atomic
def place_again(*, by: User, wake: Wake) -> None:
    """Ask for everybody to be placed anew. Raises NotAllowed."""
    require(by, "place_customers")
    record(by=by, action="place_again", kind="run", object_id="")
    refresh_soon(by=by, wake=wake)


@transaction.atomic
def refresh_soon(*, by: User | None = None, wake: Wake | None = None) -> None:
    """See that everybody is placed anew once other work is done, because something changed. Any number of askings
    before it begins are one.
    """
    if not Job.objects.filter(task=Task.REFRESH, state=JobState.WAITING).exists():
        try:
            with transaction.atomic():
                Job.objects.create(task=Task.REFRESH, by=by, asked_at=timezone.now())
        except IntegrityError:
            pass  # somebody else asked in the same moment
    if wake is not None:
        transaction.on_commit(wake)


def stop(*, by: User, job: Job) -> None:
    """Let a piece of work end where it is: at once where it waits, else when it next says how far it is.

    Raises Conflict when it is over, or cannot be stopped half way.
    """
    if job.task not in STOPPABLE:
        raise Conflict("not_stoppable", "This cannot be stopped half way.")
    over = Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(
        state=JobState.STOPPED, sentence=STOPPED, finished_at=timezone.now(), words=""
    )
    if not over and not Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(stop_asked=True):
        raise Conflict("over", "This is over already.")


def _open(delivery: str) -> Delivery:
    made = Delivery.objects.select_for_update().get(pk=one_delivery(delivery).pk)
    if made.closed_at:
        raise Conflict("closed", "This is over: its files were imported or left aside. Hand them in again.")
    if made.jobs.filter(state__in=OPEN).exists():
        raise Conflict("under_way", "These files are being read right now. Wait until that is done.")
    return made


def ask(task: Task, *, by: User, delivery: Delivery | None = None, batch: str = "", wake: Wake) -> Job:
    """Leave a piece of work behind, within the transaction that says what it is about."""
    job = Job.objects.create(task=task, by=by, delivery=delivery, batch=batch, asked_at=timezone.now())
    transaction.on_commit(wake)
    return job

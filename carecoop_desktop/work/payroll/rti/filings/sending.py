"""The steps of sending a file, without a window: hand it in, ask until HMRC has answered, keep each answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.rti.engine import WAITING, Answer, Sent, delete, message_class, poll, submit
from carecoop_desktop.work.payroll.rti.filings.actions import record_answer, record_silence
from carecoop_desktop.work.payroll.rti.filings.queries import filing, filing_xml
from carecoop_desktop.work.payroll.rti.filings.views import Filing
from carecoop_desktop.work.payroll.rti.transport import NoAnswer, Transport

_MOST = 30
"""How often HMRC is asked before the rest is left for later."""


def hand_in(transport: Transport, url: str, xml: bytes, password: str) -> Answer:
    """The first step, without the office: what HMRC says to a file."""
    answer = submit(transport, url, xml, password)
    if answer.state != WAITING and answer.correlation:
        delete(transport, url, Sent(message_class(xml), answer.correlation, url))
    return answer


def ask(transport: Transport, url: str, view: Filing) -> Answer:
    """Every later step: what became of a file that HMRC has; an answer that was read is deleted at HMRC."""
    kind = f"HMRC-PAYE-RTI-{view.kind.upper()}" + ("-TIL" if view.test else "")
    sent = Sent(kind, view.correlation, view.endpoint)
    answer = poll(transport, sent)
    if answer.state != WAITING:
        delete(transport, url, sent)
    return answer


def send(
    office: Office, filing_id: int, transport: Transport, url: str, password: str, wait: Callable[[float], None]
) -> Filing:
    """The whole conversation; ``wait`` passes the seconds that HMRC asks for. Returns the file as it then stands.

    A Fault that it raises is kept with the file; one that is still with HMRC is asked for later.
    """
    if office.read(filing, filing_id).state != WAITING:
        xml = office.read(filing_xml, filing_id)
        _kept(office, filing_id, partial(hand_in, transport, url, xml, password))
    for _ in range(_MOST):
        view = office.read(filing, filing_id)
        if view.state != WAITING:
            break
        wait(view.again_after)
        _kept(office, filing_id, partial(ask, transport, url, view))
    return office.read(filing, filing_id)


def _kept(office: Office, filing_id: int, step: Callable[[], Answer]) -> None:
    try:
        answer = step()
    except NoAnswer as silence:
        office.do(record_silence, filing_id, str(silence))
        raise Fault(silence.sentence, silence.remedy) from silence
    office.do(record_answer, filing_id, answer)

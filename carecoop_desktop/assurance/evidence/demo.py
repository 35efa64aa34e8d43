"""A demo office's evidence: documents and voices with real small files, and plans for the gaps."""

from __future__ import annotations

from datetime import date, timedelta

from carecoop_desktop.assurance.evidence.actions import add_document, finish_plan, plan_gap
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.paper.blocks import Bullets, Heading, Paragraph, Title
from carecoop_desktop.platform.paper.document import Document, render

_SAF = "cqc-saf-2023"
_OFSTED = "ofsted-sccif-ifa"
_PEOPLE, _STAFF, _PARTNERS, _SEEN, _PROCESS, _OUTCOME = "EC1", "EC2", "EC3", "EC4", "EC5", "EC6"

_VOICES = (
    (_PEOPLE, "Member survey, autumn 2026: what members said", date(2026, 10, 12), ("S6", "C1", "C3", "R4"), None,
     ("Nine members in ten know who is coming and when.",
      "“She waits until I have finished my sentence” was said, in other words, again and again.",
      "Three members asked for later evening visits; two have them now, one waits for a PA.")),
    (_PROCESS, "Recruitment policy, version 4, approved by the members' meeting", date(2026, 9, 9), ("S6", "S3", "W5"),
     date(2027, 9, 9),
     ("No first shift before the right to work, two references and the certificate are seen.",
      "The member chooses; the office checks.",
      "Gaps in a working life are asked about and written down.")),
    (_STAFF, "Minutes of the PAs' circle, November", date(2026, 11, 3), ("S6", "C5", "W3"), None,
     ("Supervision dates for the winter were set.",
      "Two PAs asked for moving and handling with the new hoist; booked for December.",
      "Speaking up: everybody knows whom to ring outside the office.")),
    (_PARTNERS, "Letter of the council after its monitoring visit", date(2026, 8, 21), ("S6", "W6", "R2"), None,
     ("Records were found in order and quickly.",
      "The council asks for the plan on certificates that are due.",
      "Next visit in a year.")),
    (_PEOPLE, "A family's letter about coming home from hospital", date(2026, 6, 30), ("S2", "R2", "C4"), None,
     ("The same two PAs came from the first evening on.",
      "The ward had the one-page profile before she left.")),
    (_SEEN, "Observed practice: moving and handling, summer", date(2026, 7, 17), ("S5", "S4", "C1"), None,
     ("Twelve visits were seen, each with the member's agreement.",
      "One sling was worn and was taken out of use the same day.")),
    (_PROCESS, "Safeguarding policy and leaflet in easy words", date(2026, 3, 2), ("S3", "R3"), date(2026, 11, 20),
     ("Who to tell, the same day, and who will ring back.",
      "The leaflet is read aloud to members who ask for it.")),
    (_PROCESS, "Medicines records, audit of the third quarter", date(2026, 10, 5), ("S8",), date(2027, 1, 15),
     ("Every record was looked at; four entries had no initials.",
      "The four PAs were seen again within two weeks.")),
    (_OUTCOME, "What changed because members asked, 2026", date(2026, 11, 10), ("R4", "R1", "S1", "W7"), None,
     ("Later visits, a circle of their own for the young, and letters in large print.",)),
    (_STAFF, "PA survey, spring 2026", date(2026, 5, 4), ("C5", "W4", "W2"), None,
     ("Eight in ten would tell a friend to work here.",
      "Travel between members was the thing to put right; routes were changed in July.")),
    (_PROCESS, "Consent and mental capacity: how the office goes about it", date(2026, 2, 16), ("E6",),
     date(2027, 2, 16),
     ("The member decides. Where that is in doubt, capacity is looked at for this one decision.",)),
    (_PROCESS, "Plan for a hard winter and for a cyber attack", date(2026, 10, 27), ("W5", "S2"), date(2027, 10, 27),
     ("Who is visited first, who holds the keys, and the list on paper in the safe.",)),
)  # fmt: skip

_PLANS = (
    (_SAF, "S6", "dbs_in_date", "Renew the certificates that are due, a week's reminder to each PA", "Priya Shah", 14),
    (_SAF, "S6", "training_in_date", "Book the missing refresher courses for January", "Rhian Lowe", 28),
    (_SAF, "R4", "change_requests_answered", "Answer every request in a week; look each Monday", "Priya Shah", -6),
    (_SAF, "W5", "backup_recent", "Set up the nightly backup and prove it", "Priya Shah", 10),
)
_DONE = (_SAF, "S2", "contacts_recorded", "Ring every member whose contact list is a year old", "Rhian Lowe", 3)


def demo(office: Office, plan: DemoPlan) -> None:
    """File documents and voices under their topics, and plan what is done about the gaps."""
    for category, title, dated, topics, review, points in _VOICES:
        content = _paper(title, dated, points)
        office.do(add_document, category, title, dated, [(_SAF, topic) for topic in topics], review=review,
                  file_name=f"{title.split(',')[0].split(':')[0]}.pdf", content=content)  # fmt: skip
    office.do(add_document, _PEOPLE, "A member on the telephone: “I choose who comes”", date(2026, 11, 18),
              [(_SAF, "C3"), (_SAF, "R1")],
              note="Said to the office on the telephone and written down with consent.",
              file_name="On the telephone.txt",
              content=b"I choose who comes into my home. That is what the co-op is for.\n")  # fmt: skip
    office.do(add_document, _PROCESS, "How foster carers would be matched (draft)", date(2026, 9, 30),
              [(_OFSTED, "NMS15")], note="The co-op does not place children yet.")  # fmt: skip
    for framework, topic, check_id, what, who, days in (*_PLANS, _DONE):
        _plan(office, plan.today, (framework, topic, check_id, what, who), days)


def _plan(office: Office, today: date, words: tuple[str, str, str, str, str], days: int) -> None:
    framework, topic, check_id, what, who = words
    due = today + timedelta(days=days)
    made = office.do(plan_gap, framework, topic, what, who, due, check_id=check_id)
    if check_id == _DONE[2]:
        office.do(finish_plan, made.value)


def _paper(title: str, dated: date, points: tuple[str, ...]) -> bytes:
    """A small paper as the office would have filed it."""
    note = "This paper belongs to a practice office; nobody in it is real."
    blocks = (Title(title, format_date(dated)), Heading("What it says"), Bullets(points), Paragraph(note))
    return render(Document(title, blocks, office="Dee Valley Care Co-operative", practice=True)).data

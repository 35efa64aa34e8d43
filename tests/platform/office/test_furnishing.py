from datetime import date

from carecoop_desktop.app import features
from carecoop_desktop.platform.office.actions import ACTIONS
from carecoop_desktop.platform.office.opening import change_setting, create_office, open_office
from carecoop_desktop.platform.office.permissions import PERMISSIONS


def _closed(place):
    create_office(place, "Dee Valley", "Priya Shah", features(), practice_day=date(2026, 11, 30)).close()
    return place


def test_an_office_opened_in_a_hurry_is_furnished_by_its_first_deed(tmp_path):
    office = open_office(_closed(tmp_path / "x.carecoop"), features(), at_once=False)
    assert office._searches == {}
    office.do(change_setting, "a", 1)
    assert "member" in office._searches
    assert office._listeners
    office.close()


def test_undo_furnishes_too(tmp_path):
    place = _closed(tmp_path / "x.carecoop")
    first = open_office(place, features())
    first.do(change_setting, "a", 1)
    first.close()
    office = open_office(place, features(), at_once=False)
    office.undo()
    assert "member" in office._searches
    office.close()


def test_furnishing_is_done_once(tmp_path):
    office = open_office(_closed(tmp_path / "x.carecoop"), features(), at_once=False)
    office.furnish()
    there = dict(office._listeners)
    office.furnish()
    assert office._listeners == there
    assert "payroll.start_run" in ACTIONS
    office.close()


def test_what_may_be_read_is_known_before_anything_is_done(tmp_path):
    open_office(_closed(tmp_path / "x.carecoop"), features(), at_once=False).close()
    assert {"assistants.tax", "assistants.bank", "members.addresses"} <= PERMISSIONS.keys()

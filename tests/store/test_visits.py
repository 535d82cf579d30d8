import datetime as dt

NINE = dt.datetime(2025, 5, 7, 9, 0, tzinfo=dt.UTC)


def minutes(number):
    return NINE + dt.timedelta(minutes=number)


def test_a_first_visit_has_none_before_it(workspace):
    assert workspace.visits.before("Amina", NINE) is None
    workspace.visits.note("Amina", NINE)
    assert workspace.visits.before("Amina", minutes(10)) is None


def test_a_visit_goes_on_until_half_an_hour_without_activity(workspace):
    for minute in (0, 20, 45, 75):
        workspace.visits.note("Amina", minutes(minute))
    assert workspace.visits.before("Amina", minutes(75)) is None


def test_after_half_an_hour_the_next_visit_begins_and_keeps_its_beginning(workspace):
    workspace.visits.note("Amina", NINE)
    workspace.visits.note("Amina", minutes(12))
    assert workspace.visits.before("Amina", minutes(50)) == minutes(12)
    workspace.visits.note("Amina", minutes(50))
    workspace.visits.note("Amina", minutes(70))
    assert workspace.visits.before("Amina", minutes(75)) == minutes(12)
    workspace.visits.note("Amina", minutes(300))
    assert workspace.visits.before("Amina", minutes(301)) == minutes(70)


def test_visitors_are_told_apart(workspace):
    workspace.visits.note("Amina", NINE)
    assert workspace.visits.before("Boris", minutes(90)) is None
    assert workspace.visits.before("Amina", minutes(90)) == NINE


def test_clicks_within_a_minute_are_one_activity(workspace):
    workspace.visits.note("Amina", NINE)
    workspace.visits.note("Amina", NINE + dt.timedelta(seconds=30))
    assert workspace.visits.before("Amina", minutes(60)) == NINE


def test_visits_do_not_make_the_pages_read_their_tables_again(workspace):
    before = workspace.change
    workspace.visits.note("Amina", NINE)
    assert workspace.change == before

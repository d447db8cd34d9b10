"""Importing catchment areas: the same twice over, whole or not at all, previewed, with history and reason."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, transaction
from django.test import override_settings
from tests.support.row_security import behind_the_wall

from likeverd.core.catchments import home_trust
from likeverd.core.workdays import local_day
from likeverd.organisations.models import CatchmentPeriod, HospitalTrust
from likeverd.organisations.selectors import catchments_near

pytestmark = pytest.mark.django_db
HEADING = "area,trust,valid_from,valid_to,source"
ALNA = ("030112,akershus,2020-01-01,,first", "3403,innlandet,2020-01-01,,first")
MOVED = ("030112,akershus,2020-01-01,2025-12-31,moved", "030112,oslo,2026-01-01,,moved")


@pytest.fixture(autouse=True)
def trusts(db: None) -> None:
    call_command("import_register", stdout=StringIO())


def run(*arguments: object) -> list[str]:
    output = StringIO()
    call_command("import_catchments", *map(str, arguments), stdout=output)
    return output.getvalue().splitlines()


def refused(*arguments: object) -> list[str]:
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    return str(caught.value).splitlines()


def written(folder: Path, *lines: str) -> Path:
    path = folder / "areas.csv"
    path.write_text("\n".join([HEADING, *lines]), encoding="utf-8")
    return path


def stored() -> list[tuple[str, str, bool]]:
    rows = CatchmentPeriod.objects.order_by("pk").select_related("home_trust")
    return [(row.area, row.home_trust.code, row.replaced_at is None) for row in rows]


def test_the_demonstration_is_imported_and_the_second_time_nothing_changes():
    assert run()[-1] == "catchment periods: 14 created, 0 changed, 0 unchanged"
    assert run() == ["catchment periods: 0 created, 0 changed, 14 unchanged"]
    for row in CatchmentPeriod.objects.all():
        assert row.source.startswith("Demonstration: ")


def test_what_is_shipped_is_not_for_production():
    with override_settings(PRODUCTION=True):
        assert refused() == ["Name a file. What is shipped is for the demonstration alone."]
    assert stored() == []


def test_a_moved_area_keeps_its_history_and_the_reason(tmp_path):
    run(written(tmp_path, *ALNA))
    told = refused(written(tmp_path, *MOVED))
    assert told[0].startswith("document: replaces periods that are in the register; say why")
    assert told[-1] == "Nothing was written."
    assert stored() == [("030112", "akershus", True), ("3403", "innlandet", True)]
    assert run(tmp_path / "areas.csv", "--reason", "Vedtak i Helse Sør-Øst") == [
        "- 030112 akershus from 2020-01-01 (first)",
        "+ 030112 akershus from 2020-01-01 to 2025-12-31 (moved)",
        "+ 030112 oslo from 2026-01-01 (moved)",
        "catchment periods: 2 created, 0 changed, 0 unchanged, 1 removed",
    ]
    old = CatchmentPeriod.objects.get(area="030112", replaced_at__isnull=False)
    assert (old.replaced_reason, old.document) == ("Vedtak i Helse Sør-Øst", "areas.csv")
    assert old.replaced_at >= old.recorded_at
    found = home_trust("030112", local_day(old.replaced_at), catchments_near("030112"))
    assert found is not None
    assert found.trust == "oslo"
    assert ("3403", "innlandet", True) in stored()  # not named, and so left alone


def test_a_preview_writes_nothing(tmp_path):
    told = run(written(tmp_path, *MOVED), "--check")
    assert told[-2:] == [
        "catchment periods: 2 created, 0 changed, 0 unchanged",
        "Nothing was written.",
    ]
    assert stored() == []


def test_every_fault_is_told_with_its_line_and_nothing_is_written(tmp_path):
    path = written(tmp_path, ALNA[1], "301,ous,2020-01-01,,S", "3403,oslo,2026-01-01,,S")
    assert [line[:40] for line in refused(path)] == [
        "line 3: area must be four digits (munici",
        "line 3: no trust has the code 'ous'",
        "line 4: the period of 3403 overlaps with",
        "Nothing was written.",
    ]
    assert stored() == []


def test_a_municipality_is_not_whole_in_the_file_and_divided_in_the_register(tmp_path):
    run(written(tmp_path, *ALNA))
    told = refused(written(tmp_path, "0301,oslo,2020-01-01,,S"))
    assert told[0] == "line 2: 0301 is given whole and by district at once; see the register"


def test_gaps_are_told_and_not_refused(tmp_path):
    path = written(tmp_path, "3403,innlandet,2020-01-01,2025-12-31,S", "3403,oslo,2026-02-01,,S")
    assert "gap: 3403 has no trust from 2026-01-01 to 2026-01-31" in run(path)


def test_a_file_that_is_no_text_or_is_not_there(tmp_path):
    path = tmp_path / "areas.csv"
    path.write_bytes(HEADING.encode() + b"\n3403,innlandet,2020-01-01,,F\xf8rde")
    assert refused(path)[0].startswith("line 2: is not UTF-8")
    assert "No such file" in refused(tmp_path / "none.csv")[0]


def test_the_application_can_set_a_period_aside_and_never_rewrite_it(tmp_path):
    run(written(tmp_path, *ALNA))
    oslo = HospitalTrust.objects.get(code="oslo")
    with behind_the_wall():
        for change in (
            lambda: CatchmentPeriod.objects.update(home_trust=oslo),
            lambda: CatchmentPeriod.objects.all().delete(),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()
        run(written(tmp_path, *MOVED), "--reason", "Flyttet")
    assert ("030112", "oslo", True) in stored()

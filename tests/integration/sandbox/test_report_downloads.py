"""The reports of the sandbox as a browser gets them, from the control port."""

import httpx

from houselights.sandbox.running import running_sandbox
from houselights.workbooks import read_workbook


def test_a_person_finds_and_downloads_the_reports_of_each_theatre() -> None:
    with running_sandbox(size="small") as sandbox, httpx.Client(base_url=sandbox.control, trust_env=False) as browser:
        for client in ("lyric", "grand"):
            page = browser.get(f"/{client}/reports/")
            assert page.headers["content-type"].startswith("text/html")

            report = browser.get(f"/{client}/reports/events.xlsx")
            assert report.headers["content-disposition"] == 'attachment; filename="events.xlsx"'
            assert read_workbook(report.content).kind == "xlsx"
            assert sandbox.report(client, "events.pdf").startswith(b"%PDF")

        assert browser.get("/nobody/reports/events.xlsx").status_code == 404
        assert browser.get("/lyric/reports/customers.xlsx").status_code == 404

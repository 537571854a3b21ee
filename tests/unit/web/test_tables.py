"""Are rows of figures, written at once, what a template would have written?"""

from houselights.web.insights.figures import Shaded
from houselights.web.templatetags.tables import shaded_rows, table_rows

NAME = "<script>alert('1')</script> & \"Sons\""
SAFE = "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt; &amp; &quot;Sons&quot;"


def test_a_row_begins_with_its_heading_and_every_text_stays_text():
    written = table_rows([[NAME, "1,204", NAME], ["Emma", "3", "–"]])

    assert written == (
        f'<tr><th scope="row">{SAFE}</th><td class="n">1,204</td><td class="n">{SAFE}</td></tr>'
        '<tr><th scope="row">Emma</th><td class="n">3</td><td class="n">–</td></tr>'
    )


def test_a_cell_of_a_matrix_is_as_dark_as_it_is_much():
    written = shaded_rows([(NAME, [Shaded("3", 2), Shaded(NAME, 0)])])

    assert written == (
        f'<tr><th scope="row">{SAFE}</th><td class="n shade-2">3</td><td class="n shade-0">{SAFE}</td></tr>'
    )


def test_a_table_without_rows_is_empty():
    assert table_rows([]) == ""

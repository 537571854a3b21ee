"""What places mean that need reference data: deciles, rural and urban, Priority Places, households."""

import pytest

from houselights.errors import NotReleasable

SALES = """
    customer | performance | quantity
    c1       | march-1     | 1
    c2       | march-1     | 2
    c3       | march-1     | 4
    c4       | march-1     | 8
    c5       | march-1     | 16
"""
CUSTOMERS = """
    customer | place | area_2011 | area_2021
    c1       | Leeds | old       | new
    c2       | Leeds | old       |
    c3       | York  | same      | same
    c4       | York  |           |
"""
SMALL_AREAS = """
    small_area | imd_decile | rural_urban
    old        | 1          | urban
    new        | 2          |
    same       | 10         | rural
"""


def test_the_area_of_the_newer_census_decides_and_else_the_older(measure_test):
    measure_test(
        ticket_sales=SALES,
        customers=CUSTOMERS,
        small_areas=SMALL_AREAS,
        measure="tickets",
        by="imd_decile",
        expect="""
            imd_decile   | tickets
            1            | 2
            2            | 1
            10           | 4
            not read yet | 16
            unknown      | 8
        """,
        total="31",
    )


def test_rural_and_urban_are_told_by_the_census_that_knows(measure_test):
    measure_test(
        ticket_sales=SALES,
        customers=CUSTOMERS,
        small_areas=SMALL_AREAS,
        measure="bookers",
        by="rural_urban",
        expect="""
            rural_urban  | bookers
            urban        | 2
            rural        | 1
            not read yet | 1
            unknown      | 1
        """,
    )


def test_a_priority_place_counts_on_the_days_that_it_was_one(measure_test):
    measure_test(
        ticket_sales="""
            customer | performance | quantity
            c1       | march-31    | 1
            c1       | april-1     | 2
            c2       | march-31    | 4
            c3       | march-31    | 8
            c4       | march-31    | 16
        """,
        customers="""
            customer | place | area_2021
            c1       | Leeds |
            c2       | York  |
            c3       | Leeds | inner
            c4       | missing |
        """,
        priority_places="""
            place | priority_place | from       | until
            Leeds | Leeds          |            | 2026-03-31
            inner | Inner Leeds    | 2021-09-01 |
        """,
        measure="tickets",
        by="priority_place",
        expect="""
            priority_place | tickets
            Inner Leeds    | 8
            Leeds          | 1
            elsewhere      | 6
            unknown        | 16
        """,
    )


def test_an_authoritys_households_count_once_however_many_came(measure_test):
    measure_test(
        ticket_sales=SALES,
        customers=CUSTOMERS,
        households="""
            place | households
            Leeds | 300
            York  | 200
        """,
        measure="penetration",
        by="area_local_authority",
        expect="""
            area_local_authority | penetration | numerator | denominator
            Leeds                | 6.6667      | 2         | 300
            York                 | 10          | 2         | 200
            not read yet         |             | 0         | 0
        """,
        total="8",
    )


def test_bookers_of_an_authority_without_households_are_left_out_of_penetration(measure_test):
    measure_test(
        ticket_sales=SALES,
        customers=CUSTOMERS,
        households="""
            place | households
            Leeds | 500
        """,
        measure="penetration",
        by="month",
        expect="""
            month   | penetration | numerator | denominator | base
            2026-03 | 4           | 2         | 500         | 2
        """,
        total="4",
    )


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"measure": "tickets", "by": "imd_decile"}, "deprivation-2025"),
        ({"measure": "tickets", "by": "rural_urban"}, "postcodes"),
        ({"measure": "bookers", "by": "area_lsoa"}, "postcodes"),
        ({"measure": "tickets", "by": "priority_place"}, "priority-places"),
        ({"measure": "penetration"}, "households"),
    ],
)
def test_without_its_reference_data_a_figure_is_refused_with_what_to_load(figures_of, asked, kind):
    with pytest.raises(NotReleasable) as refused:
        figures_of(ticket_sales=SALES, customers=CUSTOMERS, **asked)

    assert f"houselights reference load {kind} FILE" in refused.value.remedy

-- Every small area of the postcode directory: its authority, its nation's decile, its class, the people in it.
with areas_of_postcodes as (
    select lsoa_2011 as small_area, local_authority, imd_rank, 2011 as census from postcodes
    union all
    -- An area that did not change has the same code in both: it is counted once.
    select lsoa_2021, local_authority, imd_rank, 2021 from postcodes where lsoa_2021 <> lsoa_2011
),

counted as (
    select small_area, local_authority, count(*) as postcodes
    from areas_of_postcodes
    where small_area is not null
    group by small_area, local_authority
),

-- Some lie on a border: they are where most of their postcodes are.
placed as (
    select
        small_area, local_authority,
        row_number() over (partition by small_area order by postcodes desc, local_authority) as place
    from counted
),

-- The directory's own ranks are those of an index with as many areas as the highest rank.
highest as (
    select substr(small_area, 1, 1) as first_letter, max(imd_rank) as highest
    from areas_of_postcodes
    group by first_letter
),

lists as (
    select highest.first_letter, indices.areas, indices.census
    from highest
    inner join indices
        on indices.nation = case highest.first_letter when '9' then 'N' else highest.first_letter end
        and indices.areas = highest.highest
),

of_directory as (
    select
        areas_of_postcodes.small_area,
        cast(ceil(max(areas_of_postcodes.imd_rank) * 10.0 / max(lists.areas)) as integer) as imd_decile
    from areas_of_postcodes
    inner join lists
        on substr(areas_of_postcodes.small_area, 1, 1) = lists.first_letter
        and areas_of_postcodes.census = lists.census
    where areas_of_postcodes.imd_rank is not null
    group by areas_of_postcodes.small_area
),

-- One index for each nation: England's own before that of four nations, and the newest before older ones.
told as (
    select small_area, imd_decile, 1 as preference from deprivation_2025
    union all
    select small_area, imd_decile, 2 from deprivation_2019
    union all
    select small_area, imd_decile, 3 from deprivation_uk
    union all
    select small_area, imd_decile, 4 from of_directory
),

preferred as (
    select substr(small_area, 1, 1) as first_letter, min(preference) as preference
    from told
    group by first_letter
),

deciles as (
    select told.small_area, told.imd_decile
    from told
    inner join preferred
        on substr(told.small_area, 1, 1) = preferred.first_letter
        and told.preference = preferred.preference
),

-- The class of 2021 stands before that of 2011 where an area has both; the directory's is each postcode's own.
classes as (
    select
        coalesce(rural_urban_2021.small_area, rural_urban_2011.small_area) as small_area,
        coalesce(rural_urban_2021.rural_urban, rural_urban_2011.rural_urban) as rural_urban
    from rural_urban_2021
    full join rural_urban_2011
        on rural_urban_2021.small_area = rural_urban_2011.small_area
)

select
    placed.small_area,
    placed.local_authority,
    deciles.imd_decile,
    classes.rural_urban,
    ages.people
from placed
left join deciles
    on placed.small_area = deciles.small_area
left join classes
    on placed.small_area = classes.small_area
left join ages
    on placed.small_area = ages.area
where placed.place = 1
order by placed.small_area

-- Where performances are: the square kilometre of each postcode that the register or the box office names.
with named as (
    select distinct location_postcode as postcode from registered_events
    union
    select distinct replace(upper(venue_postcode), ' ', '') as postcode from performances_linked
)

select postcodes.postcode, postcodes.kilometre_east, postcodes.kilometre_north
from postcodes
inner join named
    on postcodes.postcode = named.postcode
where postcodes.kilometre_east is not null

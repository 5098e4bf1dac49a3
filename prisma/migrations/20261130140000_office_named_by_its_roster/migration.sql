-- An office is called in the lists of offices as its roster calls it; until now it kept the name that it was added under.
UPDATE "member_office" m SET "name" = o."name" FROM "office" o WHERE o."office_id" = m."id" AND o."name" <> '';

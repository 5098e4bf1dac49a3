-- An edition comes back as it was given: its weekly days off, hours, agency exceptions and sources, not the days alone.
ALTER TABLE "calendar_edition" ADD COLUMN "content" JSONB;
UPDATE "calendar_edition" e SET "content" = jsonb_build_object('zone', e."zone", 'years', (
  SELECT coalesce(jsonb_agg(jsonb_build_object('year', y."year", 'status', y."status", 'notice', y."notice",
    'daysOff', (SELECT coalesce(jsonb_agg(jsonb_build_object('date', d."date", 'name', d."name", 'kind', d."kind")), '[]')
      FROM "calendar_day" d WHERE d."edition_id" = e."id" AND extract(year FROM d."date") = y."year"
        AND d."kind" NOT IN ('weekend-holiday', 'worked')),
    'weekendHolidays', (SELECT coalesce(jsonb_agg(jsonb_build_object('date', d."date", 'name', d."name")), '[]')
      FROM "calendar_day" d WHERE d."edition_id" = e."id" AND extract(year FROM d."date") = y."year"
        AND d."kind" = 'weekend-holiday'),
    'workedDays', (SELECT coalesce(jsonb_agg(jsonb_build_object('date', d."date")), '[]')
      FROM "calendar_day" d WHERE d."edition_id" = e."id" AND extract(year FROM d."date") = y."year"
        AND d."kind" = 'worked')) ORDER BY y."year"), '[]')
  FROM "calendar_year" y WHERE y."edition_id" = e."id"));
ALTER TABLE "calendar_edition" ALTER COLUMN "content" SET NOT NULL;

-- Whoever a newer roster leaves out stays on record for what happened, and hears nothing any more.
ALTER TABLE "agency" ADD COLUMN "listed" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "contact" ADD COLUMN "listed" BOOLEAN NOT NULL DEFAULT true;

-- The years of a plan follow from evidence, or a person says them: until then there are none. Plans of yesterday keep theirs, without evidence.
ALTER TABLE "plan" ALTER COLUMN "year_from" DROP NOT NULL;
ALTER TABLE "plan" ALTER COLUMN "year_to" DROP NOT NULL;
ALTER TABLE "plan" ADD COLUMN "issued_on" DATE;
ALTER TABLE "plan" ADD COLUMN "year_evidence" JSONB;
ALTER TABLE "plan" ADD CONSTRAINT "plan_years_together" CHECK (("year_from" IS NULL) = ("year_to" IS NULL));

-- Work that was due before its plan began counts as what it is: overdue until it is reported.
UPDATE "listed_assignment" SET "settled" = NULL, "settled_days" = NULL
WHERE "nature" = 'past' AND "due_working" IS NOT NULL AND "status" NOT IN ('reported', 'verified', 'withdrawn');

-- An agency of a roster may be another office of the installation: what it leads is given to that office (docs/adr/0224).
ALTER TABLE "agency" ADD COLUMN "member_office_id" INTEGER REFERENCES "member_office"("id");
ALTER TABLE "agency" ADD CONSTRAINT "agency_of_another_office" CHECK ("member_office_id" <> "office_id");
-- Asked by the office that it is, of all rosters at once: there are as many of these as there are offices below another.
CREATE INDEX "agency_by_member_office" ON "agency"("office_id", "member_office_id") WHERE "member_office_id" IS NOT NULL;

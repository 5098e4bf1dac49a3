-- Publication is a job: what was asked is kept until the job has recorded every assignment. Plans of before were recorded whole at the press
-- of the button; they have no row here and need none.
CREATE TABLE "publication" (
  "plan_id" TEXT NOT NULL PRIMARY KEY REFERENCES "plan"("id"),
  "ladder_policy_id" TEXT NOT NULL REFERENCES "ladder_policy"("id"),
  "calendar_edition_id" TEXT NOT NULL REFERENCES "calendar_edition"("id"),
  "as_of" TIMESTAMPTZ(3) NOT NULL,
  "actor" TEXT NOT NULL,
  "roster" JSONB,
  "total" INTEGER,
  "recorded" INTEGER NOT NULL DEFAULT 0,
  "recorded_at" TIMESTAMPTZ(3),
  CONSTRAINT "publication_counts" CHECK ("recorded" >= 0 AND ("total" IS NULL OR "recorded" <= "total")),
  CONSTRAINT "publication_ends_whole" CHECK ("recorded_at" IS NULL OR ("recorded" = "total" AND "roster" IS NULL))
);

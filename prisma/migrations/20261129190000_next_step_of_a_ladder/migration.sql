-- The ledger holds the next steps of each assignment; the first that is not written stands for the rest. What was given out before has no
-- ladder_from and no next step: all of its rows are written, and they stay.
ALTER TABLE "assignment"
  ADD COLUMN "ladder_from" TIMESTAMPTZ(3),
  ADD COLUMN "ladder_resumed_from" TIMESTAMPTZ(3),
  ADD COLUMN "next_step" TEXT,
  ADD COLUMN "next_rung" TEXT,
  ADD COLUMN "next_step_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT "assignment_next_step_whole" CHECK (
    ("next_step" IS NULL) = ("next_step_at" IS NULL) AND ("next_rung" IS NULL) = ("next_step_at" IS NULL)
  ),
  ADD CONSTRAINT "assignment_next_step_of_a_ladder" CHECK (
    ("next_step_at" IS NULL AND "ladder_resumed_from" IS NULL) OR "ladder_from" IS NOT NULL
  );

-- The watch asks for steps that nobody wrote in time.
CREATE INDEX "assignment_next_step_at_idx" ON "assignment"("next_step_at") WHERE "next_step_at" IS NOT NULL;

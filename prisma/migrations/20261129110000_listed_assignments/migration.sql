-- What lists, the overview and reports are read from: each assignment as the fold of its events says it is (docs/adr/0160). Written in the
-- transaction of the event that changes it and by nothing else; apart from "assignment", so that a hand on that table moves no count.
-- Filled from the log by whoever prepares the database (store/prepare-database.ts): the folded title is the programs' to make.

CREATE TABLE "listed_assignment" (
  "id" TEXT COLLATE "C" NOT NULL,
  "key" TEXT COLLATE "C" NOT NULL,
  "plan_id" TEXT NOT NULL,
  "activity_id" TEXT NOT NULL,
  -- Of the row in its plan; null = the plan's row is gone.
  "position" INTEGER,
  "title" TEXT NOT NULL,
  "title_folded" TEXT NOT NULL,
  "label" TEXT,
  "agency_id" TEXT NOT NULL,
  "agency_name" TEXT NOT NULL,
  "field_code" TEXT,
  "field_title" TEXT,
  "nature" TEXT NOT NULL,
  "opens" DATE,
  "due" DATE,
  "due_working" DATE,
  "status" TEXT NOT NULL,
  "sequence" INTEGER NOT NULL,
  "reported_on" DATE,
  "acknowledged_at" TIMESTAMPTZ(3),
  -- Where its date stands and by how many days it is late, when no day that passes changes that; null = it depends on the day.
  "settled" TEXT,
  "settled_days" INTEGER,
  "latest_at" TIMESTAMPTZ(3),
  "stated" BOOLEAN NOT NULL,
  CONSTRAINT "listed_assignment_pkey" PRIMARY KEY ("id")
);

-- The two orders of the list, as store/listed-order.ts sorts: with these a page costs its page.
CREATE INDEX "listed_assignment_by_due" ON "listed_assignment"
  (coalesce("due_working", DATE '9999-12-31'), "key", "id");
CREATE INDEX "listed_assignment_by_due_backwards" ON "listed_assignment"
  ((DATE '9999-12-31' - coalesce("due_working", DATE '0001-01-01')), "key", "id");
CREATE INDEX "listed_assignment_of_plan" ON "listed_assignment" ("plan_id");
CREATE INDEX "listed_assignment_of_agency" ON "listed_assignment" ("agency_id");
CREATE INDEX "listed_assignment_by_status" ON "listed_assignment" ("status");
-- Which states a report of an earlier day has to fold anew.
CREATE INDEX "listed_assignment_by_latest" ON "listed_assignment" ("latest_at");

-- How far a publication has come is asked with every list of plans.
CREATE INDEX "assignment_not_ready" ON "assignment" ("plan_id") WHERE "lifecycle_ready_at" IS NULL;
-- And with every overview, whom no reminder reached: few of the ledger's rows, found without looking at the others.
CREATE INDEX "ledger_entry_refused" ON "ledger_entry" ("contact_id", "ended_at" DESC) WHERE "status" = 'refused' AND "message_id" IS NULL;
CREATE INDEX "message_not_received" ON "message" ("id") WHERE "status" IN ('failed', 'unknown', 'refused');

-- What lists, the overview and reports are read from: each assignment as the fold of its events says it is (docs/adr/0160). Written in the
-- transaction of the event that changes it and by nothing else; apart from "assignment", so that a hand on that table moves no count.
-- Filled from the log by whoever prepares the database (store/prepare-database.ts): the folded title is the programs' to make.

CREATE TABLE "listed_assignment" (
  -- What is counted by comes first, and texts last: a count takes each row apart only as far as it reads.
  "due_working" DATE,
  -- By how many days it is late, when no day that passes changes that; null = it depends on the day. With "settled", where its date stands.
  "settled_days" INTEGER,
  -- Of the row in its plan; null = the plan's row is gone.
  "position" INTEGER,
  "reported_on" DATE,
  "opens" DATE,
  "due" DATE,
  "sequence" INTEGER NOT NULL,
  "stated" BOOLEAN NOT NULL,
  "acknowledged_at" TIMESTAMPTZ(3),
  "latest_at" TIMESTAMPTZ(3),
  "settled" TEXT,
  "status" TEXT NOT NULL,
  "plan_id" TEXT NOT NULL,
  "agency_id" TEXT NOT NULL,
  "field_code" TEXT,
  "nature" TEXT NOT NULL,
  "id" TEXT COLLATE "C" NOT NULL,
  "key" TEXT COLLATE "C" NOT NULL,
  "activity_id" TEXT NOT NULL,
  "label" TEXT,
  "agency_name" TEXT NOT NULL,
  "field_title" TEXT,
  "title" TEXT NOT NULL,
  "title_folded" TEXT NOT NULL,
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
-- What is overdue and what comes next: of the work whose date still runs by its day, of the rest by where it stands.
CREATE INDEX "listed_assignment_running" ON "listed_assignment"
  ((CASE WHEN "settled" IS NULL THEN "due_working" END), "key", "id");
CREATE INDEX "listed_assignment_settled" ON "listed_assignment" ("settled");
-- Which states a report of an earlier day has to fold anew.
CREATE INDEX "listed_assignment_by_latest" ON "listed_assignment" ("latest_at");

-- How far a publication has come is asked with every list of plans.
CREATE INDEX "assignment_not_ready" ON "assignment" ("plan_id") WHERE "lifecycle_ready_at" IS NULL;
-- And with every overview, whom no reminder reached: few of the ledger's rows, found without looking at the others.
CREATE INDEX "ledger_entry_refused" ON "ledger_entry" ("contact_id", "ended_at" DESC) WHERE "status" = 'refused' AND "message_id" IS NULL;
CREATE INDEX "message_not_received" ON "message" ("id") WHERE "status" IN ('failed', 'unknown', 'refused');

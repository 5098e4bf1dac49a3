-- The number of a repetition stood in the name of its step only (overdue-4#2). The name stays the identity of the step: sealed rows and
-- lifecycles that run hold it.

ALTER TABLE "ledger_entry" ADD COLUMN "turn" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_turn_counts" CHECK ("turn" >= 1);
UPDATE "ledger_entry" SET "turn" = substring("step" from '#(\d{1,6})$')::integer
  WHERE "step" ~ ('^' || regexp_replace("rung", '([.^$*+?()\[\]{}|\\])', '\\\1', 'g') || '#\d{1,6}$');

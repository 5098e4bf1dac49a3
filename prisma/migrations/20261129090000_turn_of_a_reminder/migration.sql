-- The number of a repetition stood in the name of its step only (overdue-4#2). The name stays the identity of the step: sealed rows and
-- lifecycles that run hold it.
-- Computed as the table is written anew, and a plain column from then on: an UPDATE is refused for rows that have ended.

ALTER TABLE "ledger_entry" ADD COLUMN "turn" INTEGER GENERATED ALWAYS AS (
  CASE WHEN "step" ~ ('^' || regexp_replace("rung", '([.^$*+?()\[\]{}|\\])', '\\\1', 'g') || '#\d{1,6}$')
    THEN substring("step" from '#(\d{1,6})$')::integer ELSE 1 END
) STORED;
ALTER TABLE "ledger_entry" ALTER COLUMN "turn" DROP EXPRESSION;
ALTER TABLE "ledger_entry" ALTER COLUMN "turn" SET DEFAULT 1, ALTER COLUMN "turn" SET NOT NULL;
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_turn_counts" CHECK ("turn" >= 1);

-- A report takes back what was ready for the next slot; returned before that slot, the work wants it said after all. The row that was taken
-- back has its end and keeps it, so the same reminder gets a second row: a superseded row stands in nobody's way. What is still to be said,
-- or was said, is as unique as before. One index and not a partial one, since rows of an assignment are found by it.

DROP INDEX "ledger_entry_assignment_id_step_contact_id_slot_at_key";
CREATE UNIQUE INDEX "ledger_entry_assignment_id_step_contact_id_slot_at_key"
  ON "ledger_entry"("assignment_id", "step", "contact_id", "slot_at", (CASE WHEN "status" = 'superseded' THEN "id" ELSE '' END));

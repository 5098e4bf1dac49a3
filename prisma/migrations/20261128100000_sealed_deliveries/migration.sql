-- Messages and ledger rows after their end are held by the audit log: the index of the event that holds their hash, null = not yet.
ALTER TABLE "message" ADD COLUMN "sealed_index" BIGINT;
ALTER TABLE "ledger_entry" ADD COLUMN "sealed_index" BIGINT;

-- What still has to be sealed is found at once, however many years lie behind it.
CREATE INDEX "message_to_seal" ON "message"("ended_at") WHERE "sealed_index" IS NULL AND "ended_at" IS NOT NULL;
CREATE INDEX "ledger_entry_to_seal" ON "ledger_entry"("ended_at") WHERE "sealed_index" IS NULL AND "ended_at" IS NOT NULL;

-- An ended ledger row stays as it is but for the note that the log holds it.
DROP TRIGGER "ledger_entry_end_is_final" ON "ledger_entry";
CREATE TRIGGER "ledger_entry_end_is_final" BEFORE UPDATE ON "ledger_entry"
  FOR EACH ROW WHEN (OLD."ended_at" IS NOT NULL AND
    (to_jsonb(OLD) - 'sealed_index') IS DISTINCT FROM (to_jsonb(NEW) - 'sealed_index'))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ledger_entry_end_stays" BEFORE DELETE ON "ledger_entry"
  FOR EACH ROW WHEN (OLD."ended_at" IS NOT NULL) EXECUTE FUNCTION refuse_change();

-- The rows of a message are found by it when it ends and when it is sealed; without this each of two thousand ends read the ledger through.
CREATE INDEX "ledger_entry_message_id_idx" ON "ledger_entry"("message_id");

-- Letters of a slot that has not come: written before its instant, so that on it only their claim is left. They become messages or are forgotten.
-- What a crash of the server takes is composed anew, so the log of the database need not hold it.
CREATE UNLOGGED TABLE "prepared_letter" (
    "id" TEXT NOT NULL,
    "contact_id" TEXT NOT NULL,
    "slot_at" TIMESTAMPTZ(3) NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "forms" JSONB,

    CONSTRAINT "prepared_letter_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "prepared_letter_slot_at_idx" ON "prepared_letter"("slot_at");

-- What came in and can not be worked on stands where people see it; workers say that they live.

ALTER TABLE "incoming_event"
  ADD COLUMN "size_bytes" INTEGER,
  ADD COLUMN "dead_at" TIMESTAMPTZ(3);
-- A dead event waits for a person and for nothing else, and says why.
ALTER TABLE "incoming_event" ADD CONSTRAINT "incoming_event_dead_is_not_due"
  CHECK ("dead_at" IS NULL OR ("due_at" IS NULL AND "result" IS NOT NULL));
CREATE INDEX "incoming_event_dead_at_idx" ON "incoming_event"("dead_at");
-- Until today an event that went on failing ended as done, with these words.
UPDATE "incoming_event" SET "dead_at" = "received_at" WHERE "due_at" IS NULL AND "result" LIKE 'hỏng: %';

CREATE TABLE "worker_heartbeat" (
    "worker" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "lag_ms" INTEGER NOT NULL,
    "loops" JSONB NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("worker")
);

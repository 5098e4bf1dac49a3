-- Two officers at the same time: versions of what they change, one draft of one content, answers that are given again.

-- Counted up with every change that an officer makes; If-Match names it (ADR 0091).
ALTER TABLE "plan" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "plan_activity" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "office" ADD COLUMN "roster_version" INTEGER NOT NULL DEFAULT 1;

-- `draft:HASH` or `published:HASH` of what was read from the file. Plans of before this migration, the sample and plans that were
-- published a second time on purpose have none; the first are found by the hash of their file.
ALTER TABLE "plan" ADD COLUMN "content_key" TEXT;
CREATE UNIQUE INDEX "plan_content_key_key" ON "plan"("content_key");
CREATE INDEX "plan_revision_file_sha256_idx" ON "plan_revision"("file_sha256");

-- What was answered to a request with an Idempotency-Key (ADR 0092).
CREATE TABLE "idempotency_key" (
    "operation" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "operation_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "sealed_answer" TEXT,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("operation","key"),
    CONSTRAINT "idempotency_key_length" CHECK (length("key") BETWEEN 1 AND 255)
);
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

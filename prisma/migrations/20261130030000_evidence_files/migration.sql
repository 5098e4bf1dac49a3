-- Files that people hand in with a report (ADR 0230). An upload waits until a report names it; then it is a file of the report for good. The
-- content lies by its hash on disk or in S3.
CREATE TABLE "evidence_upload" (
  "id" TEXT PRIMARY KEY,
  "assignment_id" TEXT NOT NULL REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  -- Who may name it: an account or a person of the roster.
  "owner" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "media_type" TEXT NOT NULL,
  "size" INTEGER NOT NULL,
  "sha256" TEXT NOT NULL,
  "uploaded_at" TIMESTAMPTZ(3) NOT NULL,
  -- When a command named it that may still be carried out.
  "named_at" TIMESTAMPTZ(3),
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "evidence_upload_holds_something" CHECK ("size" > 0),
  CONSTRAINT "evidence_upload_by_hash" CHECK ("sha256" ~ '^[0-9a-f]{64}$')
);
CREATE INDEX "evidence_upload_assignment_id_owner_idx" ON "evidence_upload"("assignment_id", "owner");
CREATE INDEX "evidence_upload_expires_at_idx" ON "evidence_upload"("expires_at");
CREATE INDEX "evidence_upload_sha256_idx" ON "evidence_upload"("sha256");

CREATE TABLE "report_file" (
  "id" TEXT PRIMARY KEY,
  "report_id" TEXT NOT NULL REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "position" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "media_type" TEXT NOT NULL,
  "size" INTEGER NOT NULL,
  "sha256" TEXT NOT NULL,
  CONSTRAINT "report_file_holds_something" CHECK ("size" > 0),
  CONSTRAINT "report_file_by_hash" CHECK ("sha256" ~ '^[0-9a-f]{64}$')
);
CREATE UNIQUE INDEX "report_file_report_id_position_key" ON "report_file"("report_id", "position");
CREATE INDEX "report_file_sha256_idx" ON "report_file"("sha256");

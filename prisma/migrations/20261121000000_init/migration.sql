-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "office" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "standing_agency" TEXT,
    "chairman_office" TEXT,
    "chairman" TEXT,

    CONSTRAINT "office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agency" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "agency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "field_lead" (
    "field" TEXT NOT NULL,
    "agency_id" TEXT NOT NULL,

    CONSTRAINT "field_lead_pkey" PRIMARY KEY ("field","agency_id")
);

-- CreateTable
CREATE TABLE "agency_group" (
    "name" TEXT NOT NULL,
    "aliases" TEXT[],
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "agency_group_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "agency_group_member" (
    "group_name" TEXT NOT NULL,
    "agency_id" TEXT NOT NULL,

    CONSTRAINT "agency_group_member_pkey" PRIMARY KEY ("group_name","agency_id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" TEXT NOT NULL,
    "agency_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "zalo_user_id" TEXT,
    "channels" TEXT[],
    "deputy_id" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_leave" (
    "contact_id" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE NOT NULL,

    CONSTRAINT "contact_leave_pkey" PRIMARY KEY ("contact_id","from_date")
);

-- CreateTable
CREATE TABLE "calendar_edition" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,
    "zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_year" (
    "edition_id" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "notice" TEXT NOT NULL,

    CONSTRAINT "calendar_year_pkey" PRIMARY KEY ("edition_id","year")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "edition_id" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("edition_id","date")
);

-- CreateTable
CREATE TABLE "ladder_policy" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "policy" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ladder_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "issuer" TEXT,
    "year_from" INTEGER NOT NULL,
    "year_to" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_revision" (
    "id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "issues" JSONB NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "plan_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_field" (
    "plan_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "place" INTEGER NOT NULL,

    CONSTRAINT "plan_field_pkey" PRIMARY KEY ("plan_id","code")
);

-- CreateTable
CREATE TABLE "plan_activity" (
    "id" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "revision_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "table_number" INTEGER NOT NULL,
    "row_number" INTEGER NOT NULL,
    "stt" TEXT,
    "field_code" TEXT,
    "objective" TEXT,
    "task_code" TEXT,
    "task_title" TEXT,
    "code" TEXT,
    "number" INTEGER,
    "title" TEXT NOT NULL,
    "products" TEXT[],
    "leads" TEXT[],
    "coordinators" TEXT[],
    "deadline_text" TEXT,
    "funding" TEXT,
    "decided_text" TEXT,

    CONSTRAINT "plan_activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "plan_id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "agency_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "label" TEXT,
    "nature" TEXT NOT NULL,
    "opens" DATE,
    "due" DATE,
    "due_working" DATE,
    "why" TEXT NOT NULL,
    "explanation" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "ladder_policy_id" TEXT NOT NULL,
    "calendar_edition_id" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "lifecycle_ready_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "reported_on" DATE,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" TEXT NOT NULL,
    "assignment_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "document_number" TEXT,
    "evidence_url" TEXT,
    "reported_on" DATE NOT NULL,
    "actor" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "outcome_reason" TEXT,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" TEXT NOT NULL,
    "assignment_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "rung" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "contact_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "slot_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "message_id" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" TEXT NOT NULL,
    "contact_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "slot_at" TIMESTAMPTZ(3) NOT NULL,
    "rfc_message_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "provider_id" TEXT,
    "code" TEXT,
    "words" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "index" BIGINT NOT NULL,
    "subject" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "payload" JSONB NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("index")
);

-- CreateTable
CREATE TABLE "used_link" (
    "id" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "used_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "calendar_edition_name_edition_key" ON "calendar_edition"("name", "edition");

-- CreateIndex
CREATE UNIQUE INDEX "ladder_policy_name_version_key" ON "ladder_policy"("name", "version");

-- CreateIndex
CREATE UNIQUE INDEX "plan_revision_plan_id_number_key" ON "plan_revision"("plan_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "plan_activity_revision_id_position_key" ON "plan_activity"("revision_id", "position");

-- CreateIndex
CREATE INDEX "assignment_status_due_working_idx" ON "assignment"("status", "due_working");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_plan_id_key_key" ON "assignment"("plan_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "report_assignment_id_sequence_key" ON "report"("assignment_id", "sequence");

-- CreateIndex
CREATE INDEX "ledger_entry_slot_at_status_idx" ON "ledger_entry"("slot_at", "status");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_assignment_id_step_contact_id_slot_at_key" ON "ledger_entry"("assignment_id", "step", "contact_id", "slot_at");

-- CreateIndex
CREATE UNIQUE INDEX "message_rfc_message_id_key" ON "message"("rfc_message_id");

-- CreateIndex
CREATE INDEX "message_slot_at_status_idx" ON "message"("slot_at", "status");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_message_id_attempt_key" ON "delivery"("message_id", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_hash_key" ON "audit_event"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_subject_sequence_key" ON "audit_event"("subject", "sequence");

-- AddForeignKey
ALTER TABLE "field_lead" ADD CONSTRAINT "field_lead_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agency_group_member" ADD CONSTRAINT "agency_group_member_group_name_fkey" FOREIGN KEY ("group_name") REFERENCES "agency_group"("name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agency_group_member" ADD CONSTRAINT "agency_group_member_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_leave" ADD CONSTRAINT "contact_leave_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_year" ADD CONSTRAINT "calendar_year_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "calendar_edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_day" ADD CONSTRAINT "calendar_day_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "calendar_edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_revision" ADD CONSTRAINT "plan_revision_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_field" ADD CONSTRAINT "plan_field_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_activity" ADD CONSTRAINT "plan_activity_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_activity" ADD CONSTRAINT "plan_activity_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "plan_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "plan_activity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_ladder_policy_id_fkey" FOREIGN KEY ("ladder_policy_id") REFERENCES "ladder_policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_calendar_edition_id_fkey" FOREIGN KEY ("calendar_edition_id") REFERENCES "calendar_edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


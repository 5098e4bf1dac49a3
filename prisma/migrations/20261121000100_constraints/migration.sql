-- Rules that must hold whoever writes: code of another version, a script, a person with psql.

ALTER TABLE "office" ADD CONSTRAINT "office_is_one" CHECK ("id" = 1);

ALTER TABLE "contact"
  ADD CONSTRAINT "contact_role" CHECK ("role" IN ('clerk', 'head')),
  ADD CONSTRAINT "contact_channels" CHECK ("channels" <@ ARRAY['email', 'zalo']),
  ADD CONSTRAINT "contact_not_own_deputy" CHECK ("deputy_id" IS DISTINCT FROM "id"),
  ADD CONSTRAINT "contact_deputy_fkey" FOREIGN KEY ("deputy_id") REFERENCES "contact"("id"),
  ADD CONSTRAINT "contact_validity" CHECK ("valid_to" IS NULL OR "valid_from" IS NULL OR "valid_from" <= "valid_to");
ALTER TABLE "agency" ADD CONSTRAINT "agency_validity" CHECK ("valid_to" IS NULL OR "valid_from" IS NULL OR "valid_from" <= "valid_to");
ALTER TABLE "contact_leave" ADD CONSTRAINT "contact_leave_order" CHECK ("from_date" <= "to_date");
ALTER TABLE "office"
  ADD CONSTRAINT "office_standing_agency_fkey" FOREIGN KEY ("standing_agency") REFERENCES "agency"("id"),
  ADD CONSTRAINT "office_chairman_office_fkey" FOREIGN KEY ("chairman_office") REFERENCES "agency"("id"),
  ADD CONSTRAINT "office_chairman_fkey" FOREIGN KEY ("chairman") REFERENCES "contact"("id");

ALTER TABLE "calendar_year" ADD CONSTRAINT "calendar_year_status" CHECK ("status" IN ('official', 'provisional'));
ALTER TABLE "calendar_day" ADD CONSTRAINT "calendar_day_kind"
  CHECK ("kind" IN ('holiday', 'compensatory', 'swap', 'agency', 'weekend-holiday', 'worked'));

ALTER TABLE "plan"
  ADD CONSTRAINT "plan_status" CHECK ("status" IN ('draft', 'publishing', 'published')),
  ADD CONSTRAINT "plan_years" CHECK ("year_from" <= "year_to");

ALTER TABLE "assignment"
  ADD CONSTRAINT "assignment_status" CHECK ("status" IN ('assigned', 'in-progress', 'reported', 'verified', 'withdrawn')),
  ADD CONSTRAINT "assignment_nature" CHECK ("nature" IN ('dated', 'continuous', 'conditional', 'undecided', 'past')),
  ADD CONSTRAINT "assignment_dated_has_date" CHECK (("nature" IN ('dated', 'past')) = ("due" IS NOT NULL)),
  ADD CONSTRAINT "assignment_both_dates" CHECK (("due" IS NULL) = ("due_working" IS NULL)),
  ADD CONSTRAINT "assignment_shift_is_later" CHECK ("due_working" >= "due"),
  ADD CONSTRAINT "assignment_reported_has_date" CHECK ("status" NOT IN ('reported', 'verified') OR "reported_on" IS NOT NULL),
  ADD CONSTRAINT "assignment_ended" CHECK (("status" IN ('verified', 'withdrawn')) = ("ended_at" IS NOT NULL));

ALTER TABLE "report" ADD CONSTRAINT "report_outcome" CHECK ("outcome" IN ('waiting', 'accepted', 'returned', 'void'));
CREATE UNIQUE INDEX "report_one_waits" ON "report"("assignment_id") WHERE "outcome" = 'waiting';

ALTER TABLE "ledger_entry"
  ADD CONSTRAINT "ledger_entry_status"
    CHECK ("status" IN ('planned', 'staged', 'sending', 'sent', 'superseded', 'deferred', 'refused')),
  ADD CONSTRAINT "ledger_entry_end_is_dated"
    CHECK (("status" IN ('sent', 'superseded', 'deferred', 'refused')) = ("ended_at" IS NOT NULL)),
  ADD CONSTRAINT "ledger_entry_end_says_why"
    CHECK ("status" NOT IN ('superseded', 'deferred', 'refused') OR "reason" IS NOT NULL),
  ADD CONSTRAINT "ledger_entry_sent_has_message" CHECK ("status" NOT IN ('sending', 'sent') OR "message_id" IS NOT NULL);

ALTER TABLE "message"
  ADD CONSTRAINT "message_status" CHECK ("status" IN ('sending', 'sent', 'refused', 'unknown')),
  ADD CONSTRAINT "message_end_is_dated" CHECK (("status" = 'sending') = ("ended_at" IS NULL));
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_outcome" CHECK ("outcome" IN ('accepted', 'refused', 'unknown'));

ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_index_counts" CHECK ("index" >= 1);

-- An ended ledger row, a sent message and an audit event are history: nobody changes history.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE ON "audit_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "audit_event_no_truncate" BEFORE TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "ledger_entry_end_is_final" BEFORE UPDATE OR DELETE ON "ledger_entry"
  FOR EACH ROW WHEN (OLD."ended_at" IS NOT NULL) EXECUTE FUNCTION refuse_change();

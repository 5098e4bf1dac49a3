-- Several offices in one installation (docs/adr/0220): every row of an office carries it, and programs see the rows of the office that their
-- connection names. What was there before is the first office's.

CREATE TABLE "member_office" (
  "id" INTEGER PRIMARY KEY,
  "name" TEXT NOT NULL,
  "added_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "member_office_counted" CHECK ("id" > 0),
  CONSTRAINT "member_office_named" CHECK ("name" <> '')
);
INSERT INTO "member_office" ("id", "name", "added_at")
SELECT 1, coalesce((SELECT "name" FROM "office" WHERE "id" = 1 AND "name" <> ''), 'Cơ quan chưa khai báo'), now();

-- The name of a connection is what a pooler hands on to each server (ADR 0194), so it is where the office stands (docs/adr/0221).
CREATE FUNCTION current_office() RETURNS integer LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  named text := substring(current_setting('application_name') from '^dondoc office ([0-9]{1,9})\M');
  only_one integer;
BEGIN
  IF named IS NULL THEN
    -- An administrator's own tool beside an installation of one office means that one; beside several it has to say which.
    SELECT CASE WHEN count(*) = 1 THEN min(id) END INTO only_one FROM member_office;
    IF only_one IS NOT NULL THEN
      RETURN only_one;
    END IF;
    RAISE EXCEPTION 'this connection names no office' USING ERRCODE = 'insufficient_privilege',
      HINT = 'SET application_name = ''dondoc office 1'' names the first one';
  END IF;
  RETURN named::integer;
END $$;

-- What a migration says of its new tables: SELECT belong_to_office('{one,other}'). Afterwards each has its office in its keys, its indexes and its
-- references, and programs see the rows of their office alone. Rows that are there already are the first office's.
CREATE FUNCTION belong_to_office(owned regclass[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  one regclass;
  item record;
  refs jsonb;
BEGIN
  SELECT coalesce(jsonb_agg(jsonb_build_object('child', conrelid::regclass::text, 'name', conname, 'written', pg_get_constraintdef(oid))), '[]')
  INTO refs FROM pg_constraint
  WHERE contype = 'f' AND conrelid = ANY (owned)
    AND (confrelid = ANY (owned) OR EXISTS (SELECT FROM pg_policy WHERE polrelid = confrelid AND polname = 'of_its_office'));
  FOR item IN SELECT * FROM jsonb_to_recordset(refs) AS ref(child text, name text) LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', item.child, item.name);
  END LOOP;
  FOREACH one IN ARRAY owned LOOP
    EXECUTE format('ALTER TABLE %s ADD COLUMN office_id integer NOT NULL DEFAULT 1', one);
    EXECUTE format('ALTER TABLE %s ALTER COLUMN office_id SET DEFAULT current_office()', one);
    FOR item IN SELECT conname AS name, pg_get_constraintdef(oid) AS written FROM pg_constraint WHERE conrelid = one AND contype IN ('p', 'u') LOOP
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one, item.name);
      EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', one, item.name, regexp_replace(item.written, '\(', '(office_id, '));
    END LOOP;
    FOR item IN
      SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS written
      FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam AND amname = 'btree'
      WHERE indrelid = one AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = one)
    LOOP
      EXECUTE format('DROP INDEX %s', item.name);
      EXECUTE regexp_replace(item.written, 'USING btree \(', 'USING btree (office_id, ');
    END LOOP;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', one);
    -- As a subquery: asked once for a statement, and not for each row.
    EXECUTE format('CREATE POLICY of_its_office ON %s USING (office_id = (SELECT current_office()))', one);
  END LOOP;
  FOR item IN SELECT * FROM jsonb_to_recordset(refs) AS ref(child text, name text, written text) LOOP
    EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', item.child, item.name, regexp_replace(regexp_replace(
      regexp_replace(item.written, '^FOREIGN KEY \(([^)]+)\)(.* ON DELETE SET NULL)', 'FOREIGN KEY (\1)\2 (\1)'),
      '^FOREIGN KEY \(', 'FOREIGN KEY (office_id, '), '(REFERENCES [^(]+)\(', '\1(office_id, '));
  END LOOP;
  FOREACH one IN ARRAY owned LOOP
    -- Whoever refers to a row of the office has its office from there.
    IF NOT EXISTS (SELECT FROM jsonb_array_elements(refs) ref WHERE (ref ->> 'child')::regclass = one) THEN
      EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I FOREIGN KEY (office_id) REFERENCES member_office (id)', one,
        (SELECT relname FROM pg_class WHERE oid = one) || '_office_id_fkey');
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION belong_to_office(regclass[]) FROM PUBLIC;

-- Which person of a roster an account is, office by office: it can be one in each.
CREATE TABLE "account_contact" (
  "account_id" TEXT PRIMARY KEY REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "contact_id" TEXT NOT NULL REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "account_contact_contact_id_key" ON "account_contact"("contact_id");
INSERT INTO "account_contact" ("account_id", "contact_id") SELECT "id", "contact_id" FROM "user_account" WHERE "contact_id" IS NOT NULL;
ALTER TABLE "user_account" DROP COLUMN "contact_id";

-- A publication refers to its ladder and calendar; what it gives out refers to it by its plan.
SELECT belong_to_office('{
  office,agency,agency_group,agency_group_member,field_lead,contact,contact_leave,shared_address,unreachable_channel,zalo_link_code,
  calendar_edition,calendar_year,calendar_day,ladder_policy,
  plan,plan_revision,plan_field,plan_activity,publication,assignment,listed_assignment,report,
  evidence_upload,report_file,
  ledger_entry,message,delivery,prepared_letter,
  audit_event,attention,used_link,idempotency_key,
  webhook_subscription,webhook_retired_secret,webhook_delivery,webhook_cursor,
  role_held,account_contact
}');

-- Found before anybody knows the office: whose key it is says in which office it acts.
ALTER TABLE "account_key" ADD COLUMN "office_id" INTEGER NOT NULL DEFAULT 1 REFERENCES "member_office"("id");
ALTER TABLE "account_key" ALTER COLUMN "office_id" SET DEFAULT current_office();
-- Null = the first of those that the account belongs to.
ALTER TABLE "account_session" ADD COLUMN "office_id" INTEGER REFERENCES "member_office"("id");
-- In whose name a letter about an account goes.
ALTER TABLE "account_mail" ADD COLUMN "office_id" INTEGER NOT NULL DEFAULT 1 REFERENCES "member_office"("id");
ALTER TABLE "account_mail" ALTER COLUMN "office_id" SET DEFAULT current_office();

-- Whether any office has a file of this content: it lies once for all of them. In the owner's name, and it tells yes or no.
CREATE FUNCTION is_evidence_needed(content text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT EXISTS (SELECT FROM evidence_upload WHERE sha256 = content) OR EXISTS (SELECT FROM report_file WHERE sha256 = content)
$$;

-- To which offices accounts belong: by a role that has not ended on the day, or as a person of the roster. In the owner's name, because nobody knows
-- the office before it is answered; it tells numbers and nothing else.
CREATE FUNCTION offices_of_accounts(on_day date) RETURNS TABLE (account_id text, office_id integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT r.account_id, r.office_id FROM role_held r WHERE r.to_date IS NULL OR r.to_date >= on_day
  UNION
  SELECT p.account_id, p.office_id FROM account_contact p JOIN contact c ON c.office_id = p.office_id AND c.id = p.contact_id WHERE c.listed
$$;

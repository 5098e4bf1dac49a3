-- A draft can be deleted, which the audit log tells. What was given out stays: with its table, its fields and its file.
CREATE FUNCTION refuse_to_delete_what_was_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM plan WHERE id = OLD.plan_id AND status <> 'draft') THEN
    RAISE EXCEPTION '% of a plan that was given out is not deleted', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
CREATE FUNCTION refuse_to_delete_a_given_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a plan that was given out is not deleted' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "plan_given_out_stays" BEFORE DELETE ON "plan"
  FOR EACH ROW WHEN (OLD."status" <> 'draft') EXECUTE FUNCTION refuse_to_delete_a_given_plan();
CREATE TRIGGER "plan_revision_given_out_stays" BEFORE DELETE ON "plan_revision"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_delete_what_was_given();
CREATE TRIGGER "plan_field_given_out_stays" BEFORE DELETE ON "plan_field"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_delete_what_was_given();
CREATE TRIGGER "plan_activity_given_out_stays" BEFORE DELETE ON "plan_activity"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_delete_what_was_given();

-- Work that another office of the installation gives to this one, as it was noted last (docs/adr/0225), and the plan by which it was handed on.
CREATE TABLE "work_from_above" (
  "id" TEXT PRIMARY KEY,
  "giving_office" INTEGER NOT NULL REFERENCES "member_office"("id"),
  "assignment_id" TEXT NOT NULL,
  "office_name" TEXT NOT NULL,
  "plan_title" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "products" TEXT[] NOT NULL,
  "due" DATE,
  "status" TEXT NOT NULL,
  "sequence" INTEGER NOT NULL,
  "return_reason" TEXT,
  "given_at" TIMESTAMPTZ(3) NOT NULL,
  "plan_id" TEXT,
  CONSTRAINT "work_from_above_status" CHECK ("status" IN ('assigned', 'in-progress', 'reported', 'verified', 'withdrawn')),
  CONSTRAINT "work_from_above_once" UNIQUE ("giving_office", "assignment_id")
);
CREATE UNIQUE INDEX "work_from_above_plan" ON "work_from_above"("plan_id");
SELECT belong_to_office('{work_from_above}');
ALTER TABLE "work_from_above" ADD CONSTRAINT "work_from_above_plan_id_fkey" FOREIGN KEY ("office_id", "plan_id")
  REFERENCES "plan" ("office_id", "id") ON UPDATE CASCADE ON DELETE SET NULL ("plan_id");
ALTER TABLE "work_from_above" ADD CONSTRAINT "work_from_above_of_another_office" CHECK ("giving_office" <> "office_id");

-- What other offices give to the one that asks: the work that agencies of their rosters lead which are this office. In the owner's name, because it
-- lies in other offices; it tells what work obliges to and how it stands, and nothing of who does what there.
CREATE FUNCTION work_given_to_this_office() RETURNS TABLE (
  giving_office integer, assignment_id text, office_name text, plan_title text, title text, products text[], due date,
  status text, sequence integer, return_reason text, given_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT l.office_id, l.id, coalesce(o.name, m.name), p.title,
    CASE WHEN l.label IS NULL THEN l.title ELSE l.title || ' (' || l.label || ')' END,
    r.products, l.due_working, l.status, l.sequence, last.outcome_reason, a.published_at
  FROM agency g
    JOIN listed_assignment l ON l.office_id = g.office_id AND l.agency_id = g.id
    JOIN assignment a ON a.office_id = l.office_id AND a.id = l.id
    JOIN plan p ON p.office_id = l.office_id AND p.id = l.plan_id
    JOIN plan_activity r ON r.office_id = l.office_id AND r.id = l.activity_id
    JOIN member_office m ON m.id = g.office_id
    LEFT JOIN office o ON o.office_id = g.office_id
    LEFT JOIN LATERAL (
      SELECT CASE WHEN t.outcome = 'returned' THEN t.outcome_reason END AS outcome_reason
      FROM report t WHERE t.office_id = l.office_id AND t.assignment_id = l.id ORDER BY t.sequence DESC LIMIT 1
    ) last ON true
  WHERE g.member_office_id = (SELECT current_office())
$$;

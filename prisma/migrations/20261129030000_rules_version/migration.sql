-- An assignment keeps the rules that it began with. What runs since before there were versions lives by the first, and so does what a
-- program of before writes: the default stays.

ALTER TABLE "assignment" ADD COLUMN "rules_version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_rules_version_counts" CHECK ("rules_version" >= 1);

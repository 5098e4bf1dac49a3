-- What an account may do is given by several administrators: each change counts it up, and If-Match names the one that was seen (docs/adr/0091).
ALTER TABLE "user_account" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "user_account" ADD CONSTRAINT "user_account_version_counts" CHECK ("version" >= 1);

-- The orders of lists that are paged (store/keyset.ts): a page costs its page.
CREATE INDEX "attention_open_by_last" ON "attention" ("last_at" DESC, "id" DESC) WHERE "resolved_at" IS NULL;
CREATE INDEX "plan_by_creation" ON "plan" ("created_at", "id");

-- Of whom a second factor is asked. No row = of nobody, as before. Of the installation: accounts are.
CREATE TABLE "sign_in_rule" (
  "id" INTEGER PRIMARY KEY,
  "second_factor_for" TEXT NOT NULL,
  "changed_by" TEXT NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "sign_in_rule_is_one" CHECK ("id" = 1),
  CONSTRAINT "sign_in_rule_for_known" CHECK ("second_factor_for" IN ('nobody', 'administrators-and-officers', 'everybody'))
);
-- How its owner came in; null = before anybody noted it.
ALTER TABLE "account_session" ADD COLUMN "way" TEXT;
ALTER TABLE "account_session" ADD CONSTRAINT "account_session_way_known" CHECK ("way" IN ('password', 'single-sign-on', 'passkey'));

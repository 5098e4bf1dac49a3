-- Whoever loses a second factor is told by mail, which holds no link: who took it away, and how they say to have recognised them.
ALTER TABLE "account_mail" ADD COLUMN "facts" JSONB;
ALTER TABLE "account_mail" DROP CONSTRAINT "account_mail_purpose_known";
ALTER TABLE "account_mail" ADD CONSTRAINT "account_mail_purpose_known" CHECK ("purpose" IN ('invitation', 'reset', 'factor-dropped'));
ALTER TABLE "account_mail" ADD CONSTRAINT "account_mail_link_or_facts" CHECK
  (("purpose" = 'factor-dropped') = ("facts" IS NOT NULL) AND ("facts" IS NULL OR "sealed_token" IS NULL));

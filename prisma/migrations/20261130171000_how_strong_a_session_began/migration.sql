-- Of the office's own system it is known from now on whether it has said that it asked for more than a password.
ALTER TABLE "account_session" DROP CONSTRAINT "account_session_way_known";
ALTER TABLE "account_session" ADD CONSTRAINT "account_session_way_known"
  CHECK ("way" IN ('password', 'single-sign-on', 'strong-single-sign-on', 'passkey'));

-- Whoever has a second factor here gives its code after coming from there. Sessions of before were opened without: their owners press the button once more.
DELETE FROM "account_session" USING "user_account"
  WHERE "user_account"."id" = "account_session"."user_id" AND "way" = 'single-sign-on' AND "two_factor_enabled";

-- The last half minute of which a code of the app was taken: it, and whatever is older, is not taken again. Null = none yet, also for factors of before.
ALTER TABLE "account_totp" ADD COLUMN "last_step" INTEGER;
ALTER TABLE "account_totp" ADD CONSTRAINT "account_totp_last_step_counts" CHECK ("last_step" > 0);

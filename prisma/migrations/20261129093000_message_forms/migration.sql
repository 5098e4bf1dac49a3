-- What channels say in place of the letter: by channel, where there was one column of Zalo's.

ALTER TABLE "message" RENAME COLUMN "zalo" TO "forms";
UPDATE "message" SET "forms" = jsonb_build_object('zalo', "forms") WHERE "forms" IS NOT NULL;
ALTER TABLE "message" ADD CONSTRAINT "message_forms_by_channel" CHECK (jsonb_typeof("forms") = 'object');

-- People who sign in, what they prove it with, and what they may do. The columns of the first five tables are those of the library that
-- signs in (docs/adr/0211).
CREATE TABLE "user_account" (
  "id" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "email_verified" BOOLEAN NOT NULL DEFAULT false,
  "image" TEXT,
  "username" TEXT,
  "display_username" TEXT,
  "two_factor_enabled" BOOLEAN DEFAULT false,
  "contact_id" TEXT REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "sample" BOOLEAN NOT NULL DEFAULT false,
  "disabled_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "user_account_email_folded" CHECK ("email" = lower("email"))
);
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");
CREATE UNIQUE INDEX "user_account_username_key" ON "user_account"("username");
CREATE UNIQUE INDEX "user_account_contact_id_key" ON "user_account"("contact_id");

CREATE TABLE "account_credential" (
  "id" TEXT PRIMARY KEY,
  "account_id" TEXT NOT NULL,
  "provider_id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "access_token" TEXT,
  "refresh_token" TEXT,
  "id_token" TEXT,
  "access_token_expires_at" TIMESTAMPTZ(3),
  "refresh_token_expires_at" TIMESTAMPTZ(3),
  "scope" TEXT,
  "password" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "account_credential_provider_id_account_id_key" ON "account_credential"("provider_id", "account_id");
CREATE INDEX "account_credential_user_id_idx" ON "account_credential"("user_id");

CREATE TABLE "account_session" (
  "id" TEXT PRIMARY KEY,
  "token" TEXT NOT NULL,
  "user_id" TEXT NOT NULL REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "ip_address" TEXT,
  "user_agent" TEXT,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "account_session_token_key" ON "account_session"("token");
CREATE INDEX "account_session_user_id_idx" ON "account_session"("user_id");

CREATE TABLE "account_challenge" (
  "id" TEXT PRIMARY KEY,
  "identifier" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "account_challenge_identifier_idx" ON "account_challenge"("identifier");

CREATE TABLE "account_totp" (
  "id" TEXT PRIMARY KEY,
  "secret" TEXT NOT NULL,
  "backup_codes" TEXT NOT NULL,
  "user_id" TEXT NOT NULL REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "verified" BOOLEAN DEFAULT true,
  "failed_verification_count" INTEGER DEFAULT 0,
  "locked_until" TIMESTAMPTZ(3)
);
CREATE INDEX "account_totp_user_id_idx" ON "account_totp"("user_id");

-- A role is held for the whole office or for one agency; what the roster gives to its people stands in the roster alone.
CREATE TABLE "role_held" (
  "id" TEXT PRIMARY KEY,
  "account_id" TEXT NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "role" TEXT NOT NULL,
  "agency_id" TEXT REFERENCES "agency"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "from_date" DATE,
  "to_date" DATE,
  "given_by" TEXT NOT NULL,
  "given_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "role_held_known" CHECK ("role" IN ('administrator', 'officer', 'field-lead', 'lead-head', 'lead-clerk', 'leadership', 'auditor')),
  CONSTRAINT "role_held_of_an_agency" CHECK (("agency_id" IS NOT NULL) = ("role" IN ('field-lead', 'lead-head', 'lead-clerk'))),
  CONSTRAINT "role_held_dates" CHECK ("from_date" IS NULL OR "to_date" IS NULL OR "from_date" <= "to_date")
);
CREATE UNIQUE INDEX "role_held_once" ON "role_held"("account_id", "role", coalesce("agency_id", ''));

-- Only the hash of a key is kept, so that nobody who reads the table can use it.
CREATE TABLE "account_key" (
  "id" TEXT PRIMARY KEY,
  "account_id" TEXT NOT NULL REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "name" TEXT NOT NULL,
  "scope" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3),
  "last_used_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),
  CONSTRAINT "account_key_scope_known" CHECK ("scope" IN ('read', 'commands', 'all'))
);
CREATE UNIQUE INDEX "account_key_hash_key" ON "account_key"("hash");
CREATE INDEX "account_key_account_id_idx" ON "account_key"("account_id");

-- A link that lets somebody set a password, once. Its hash is its name.
CREATE TABLE "account_link" (
  "hash" TEXT PRIMARY KEY,
  "account_id" TEXT REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "purpose" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "used_at" TIMESTAMPTZ(3),
  CONSTRAINT "account_link_purpose_known" CHECK ("purpose" IN ('first', 'invitation', 'reset')),
  -- The first administrator has no account before the link is used.
  CONSTRAINT "account_link_of_somebody" CHECK (("account_id" IS NULL) = ("purpose" = 'first'))
);
CREATE INDEX "account_link_account_id_idx" ON "account_link"("account_id");

-- Letters about accounts on their way; the link in one is sealed, and cleared when nobody has to send it any more.
CREATE TABLE "account_mail" (
  "id" TEXT PRIMARY KEY,
  "account_id" TEXT NOT NULL REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "purpose" TEXT NOT NULL,
  "sealed_token" TEXT,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "due_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "sent_at" TIMESTAMPTZ(3),
  "reason" TEXT,
  CONSTRAINT "account_mail_purpose_known" CHECK ("purpose" IN ('invitation', 'reset')),
  CONSTRAINT "account_mail_sent_holds_nothing" CHECK ("due_at" IS NOT NULL OR "sealed_token" IS NULL)
);
CREATE INDEX "account_mail_due_at_idx" ON "account_mail"("due_at");
CREATE INDEX "account_mail_account_id_idx" ON "account_mail"("account_id");

-- Where an account has signed in from: a device by the hash of its cookie, a network by its address.
CREATE TABLE "account_place" (
  "account_id" TEXT NOT NULL REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "place" TEXT NOT NULL,
  "last_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("account_id", "place")
);

-- Failures in a row by whom they slow down.
CREATE TABLE "sign_in_brake" (
  "key" TEXT PRIMARY KEY,
  "failures" INTEGER NOT NULL,
  "last_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "sign_in_brake_last_at_idx" ON "sign_in_brake"("last_at");

-- Whose key a request came under: the same key of another account is another request.
ALTER TABLE "idempotency_key" ADD COLUMN "owner" TEXT NOT NULL DEFAULT '';
ALTER TABLE "idempotency_key" DROP CONSTRAINT "idempotency_key_pkey";
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("owner", "operation", "key");

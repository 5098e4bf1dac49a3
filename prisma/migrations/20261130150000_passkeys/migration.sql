-- Passkeys (WebAuthn) that people sign in with. Of the installation: accounts are.
CREATE TABLE "account_passkey" (
  "id" TEXT PRIMARY KEY,
  "account_id" TEXT NOT NULL REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "name" TEXT NOT NULL,
  "credential_id" TEXT NOT NULL,
  "public_key" BYTEA NOT NULL,
  "counter" BIGINT NOT NULL,
  "transports" TEXT[] NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "last_used_at" TIMESTAMPTZ(3),
  CONSTRAINT "account_passkey_named" CHECK ("name" <> ''),
  -- 32 bits of the authenticator; 0 = it does not count.
  CONSTRAINT "account_passkey_counter_counts" CHECK ("counter" BETWEEN 0 AND 4294967295)
);
CREATE UNIQUE INDEX "account_passkey_credential_id_key" ON "account_passkey"("credential_id");
CREATE INDEX "account_passkey_account_id_idx" ON "account_passkey"("account_id");

-- What an authenticator is asked to sign, by its hash: gone when it was answered, and of no use after its end.
CREATE TABLE "passkey_challenge" (
  "hash" TEXT PRIMARY KEY,
  -- In which a passkey is being added; null = somebody shows one.
  "session_id" TEXT REFERENCES "account_session"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "passkey_challenge_session_id_idx" ON "passkey_challenge"("session_id");
CREATE INDEX "passkey_challenge_expires_at_idx" ON "passkey_challenge"("expires_at");

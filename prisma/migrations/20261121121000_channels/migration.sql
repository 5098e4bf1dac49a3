-- Delivery over several channels with proof: every attempt with its channel, what receipts said since, what came in, what goes out to other systems.

ALTER TABLE "contact" ADD COLUMN "wants_calendar" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "message"
  ADD COLUMN "zalo" JSONB,
  ADD COLUMN "reason" TEXT,
  ADD COLUMN "next_attempt_at" TIMESTAMPTZ(3);
ALTER TABLE "message" DROP CONSTRAINT "message_status";
ALTER TABLE "message" ADD CONSTRAINT "message_status"
  CHECK ("status" IN ('sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'covered', 'refused'));

ALTER TABLE "delivery"
  ADD COLUMN "channel" TEXT,
  ADD COLUMN "permanent" BOOLEAN,
  ADD COLUMN "action" TEXT,
  ADD COLUMN "not_before" TIMESTAMPTZ(3),
  ADD COLUMN "cost_dong" INTEGER,
  ADD COLUMN "receipt" TEXT,
  ADD COLUMN "receipt_at" TIMESTAMPTZ(3);
UPDATE "delivery" SET "channel" = "message"."channel" FROM "message" WHERE "message"."id" = "delivery"."message_id";
UPDATE "delivery" SET "permanent" = true WHERE "outcome" = 'refused';
ALTER TABLE "delivery" ALTER COLUMN "channel" SET NOT NULL;
ALTER TABLE "delivery" DROP CONSTRAINT "delivery_outcome";
-- 'started' = handed to the provider, answer not known yet; left behind by a kill it counts as unknown.
ALTER TABLE "delivery"
  ADD CONSTRAINT "delivery_outcome" CHECK ("outcome" IN ('started', 'accepted', 'refused', 'unknown')),
  ADD CONSTRAINT "delivery_receipt" CHECK ("receipt" IN ('delivered', 'read', 'bounced'));
CREATE INDEX "delivery_channel_provider_id_idx" ON "delivery"("channel", "provider_id");

-- A channel by which a contact can not be reached, as long as the contact's address is the one that failed.
CREATE TABLE "unreachable_channel" (
    "contact_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unreachable_channel_pkey" PRIMARY KEY ("contact_id","channel")
);
ALTER TABLE "unreachable_channel" ADD CONSTRAINT "unreachable_channel_contact_id_fkey"
  FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What an officer has to hear about; the same matter is one row however often it comes up.
CREATE TABLE "attention" (
    "id" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "href" TEXT,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "attention_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "zalo_token" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "sealed" TEXT NOT NULL,
    "first_token_id" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "zalo_token_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "zalo_token_is_one" CHECK ("id" = 1)
);

CREATE TABLE "zalo_link_code" (
    "code" TEXT NOT NULL,
    "contact_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "zalo_link_code_pkey" PRIMARY KEY ("code")
);
ALTER TABLE "zalo_link_code" ADD CONSTRAINT "zalo_link_code_contact_id_fkey"
  FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What came in (an event of Zalo, a mail): stored before it is answered, worked on afterwards.
CREATE TABLE "incoming_event" (
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "raw" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "result" TEXT,

    CONSTRAINT "incoming_event_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "incoming_event_source" CHECK ("source" IN ('zalo', 'mail')),
    CONSTRAINT "incoming_event_end_says_how" CHECK ("due_at" IS NOT NULL OR "result" IS NOT NULL)
);
CREATE UNIQUE INDEX "incoming_event_source_dedupe_key_key" ON "incoming_event"("source", "dedupe_key");
CREATE INDEX "incoming_event_due_at_idx" ON "incoming_event"("due_at");

CREATE TABLE "webhook_subscription" (
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "filter" TEXT[],
    "sealed_secret" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_subscription_pkey" PRIMARY KEY ("id")
);

-- The last audit event that was handed out to the subscriptions of its time.
CREATE TABLE "webhook_cursor" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "audit_index" BIGINT NOT NULL,

    CONSTRAINT "webhook_cursor_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_cursor_is_one" CHECK ("id" = 1)
);
-- Events from before this migration were told to nobody and are told to nobody now.
INSERT INTO "webhook_cursor" ("id", "audit_index") SELECT 1, COALESCE(MAX("index"), 0) FROM "audit_event";

CREATE TABLE "webhook_delivery" (
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "audit_index" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "last_at" TIMESTAMPTZ(3),
    "code" TEXT,
    "words" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_delivery_status" CHECK ("status" IN ('pending', 'delivered', 'dead')),
    CONSTRAINT "webhook_delivery_due" CHECK (("status" = 'pending') = ("due_at" IS NOT NULL))
);
CREATE UNIQUE INDEX "webhook_delivery_subscription_id_audit_index_key" ON "webhook_delivery"("subscription_id", "audit_index");
CREATE INDEX "webhook_delivery_due_at_idx" ON "webhook_delivery"("due_at");
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_subscription_id_fkey"
  FOREIGN KEY ("subscription_id") REFERENCES "webhook_subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

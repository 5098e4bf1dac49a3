-- Secrets of outgoing webhooks can be changed while the receiver changes over, and a subscription can be removed.

-- A secret that was replaced; until its time everything is signed with it too.
CREATE TABLE "webhook_retired_secret" (
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_retired_secret_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_retired_secret_subscription_id_idx" ON "webhook_retired_secret"("subscription_id");
ALTER TABLE "webhook_retired_secret" ADD CONSTRAINT "webhook_retired_secret_subscription_id_fkey"
  FOREIGN KEY ("subscription_id") REFERENCES "webhook_subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was on its way to a receiver goes with it; what happened stays in the audit log.
ALTER TABLE "webhook_delivery" DROP CONSTRAINT "webhook_delivery_subscription_id_fkey";
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_subscription_id_fkey"
  FOREIGN KEY ("subscription_id") REFERENCES "webhook_subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

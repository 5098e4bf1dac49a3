-- Contacts with one address on a channel get one letter of a slot between them (ADR 0200). Derived from the roster: written with every import,
-- and at the next start for a roster of before.
CREATE TABLE "shared_address" (
    "contact_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "holder_id" TEXT NOT NULL,

    CONSTRAINT "shared_address_pkey" PRIMARY KEY ("contact_id", "channel")
);

CREATE INDEX "shared_address_holder_id_channel_idx" ON "shared_address"("holder_id", "channel");

ALTER TABLE "shared_address" ADD CONSTRAINT "shared_address_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shared_address" ADD CONSTRAINT "shared_address_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "contact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shared_address" ADD CONSTRAINT "shared_address_of_another" CHECK ("holder_id" <> "contact_id");

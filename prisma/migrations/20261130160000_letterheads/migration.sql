-- How the letters and reports of an office are headed (docs/adr/0226). No row, or a column that says nothing: as the installation does it.
CREATE TABLE "letterhead" (
  "id" INTEGER PRIMARY KEY DEFAULT 1,
  "version" INTEGER NOT NULL,
  "sender_name" TEXT,
  "reply_to" TEXT,
  "parent_office" TEXT,
  "office_name" TEXT,
  "place" TEXT,
  "authority" TEXT,
  "signer_title" TEXT,
  "signer_name" TEXT,
  CONSTRAINT "letterhead_is_one" CHECK ("id" = 1),
  CONSTRAINT "letterhead_version_counts" CHECK ("version" > 0),
  CONSTRAINT "letterhead_says_something" CHECK ('' <> ALL (ARRAY["sender_name", "reply_to", "parent_office", "office_name", "place",
    "authority", "signer_title", "signer_name"]))
);
SELECT belong_to_office('{letterhead}');

-- An address of its own that the letters of an office come from: said by the first office, since the installation's mail server has to be allowed
-- to send in its name. Null = the installation's.
ALTER TABLE "member_office" ADD COLUMN "sender_address" TEXT;
ALTER TABLE "member_office" ADD CONSTRAINT "member_office_sender_is_address" CHECK ("sender_address" ~ '^[^@\s<>]+@[^@\s<>]+$');

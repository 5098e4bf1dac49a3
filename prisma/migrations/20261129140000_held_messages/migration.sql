-- A message that nobody took in its slot ends as held, and its reminders get rows of a later slot: trouble of our own mail account or server ends no
-- reminder for good. Nothing of an installation changes: its messages ended otherwise.

ALTER TABLE "message" DROP CONSTRAINT "message_status";
ALTER TABLE "message" ADD CONSTRAINT "message_status"
  CHECK ("status" IN ('sending', 'sent', 'delivered', 'read', 'covered', 'unknown', 'failed', 'held', 'refused'));

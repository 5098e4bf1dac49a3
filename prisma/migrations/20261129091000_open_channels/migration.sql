-- Channels are an open set: the table holds their form, the programs know which ones there are (channels/kinds.ts).

ALTER TABLE "contact" DROP CONSTRAINT "contact_channels";
ALTER TABLE "contact" ADD CONSTRAINT "contact_channels"
  CHECK (array_to_string("channels", ',', '?') ~ '^([a-z][a-z0-9-]{0,29}(,[a-z][a-z0-9-]{0,29})*)?$');

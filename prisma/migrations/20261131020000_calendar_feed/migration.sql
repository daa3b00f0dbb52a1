-- The address under which a phone fetches a person's calendar.

CREATE TABLE "calendar_feed" (
    "contact_id" BIGINT NOT NULL,
    "address" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "told" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("contact_id")
);

CREATE UNIQUE INDEX "calendar_feed_address_key" ON "calendar_feed"("address");

-- What a person noted, and their address, follow them into the contact they turn out to be, and end when they are erased.
-- Of two addresses the one of the contact that stays goes on.
CREATE FUNCTION move_calendar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.merged_into IS NOT NULL THEN
    UPDATE noted_date n SET contact_id = NEW.merged_into, changed_at = NEW.erased_at
    WHERE n.contact_id = NEW.id AND NOT EXISTS (SELECT 1 FROM noted_date k
      WHERE k.contact_id = NEW.merged_into AND k.title = n.title AND k.on = n.on AND k.done_at IS NULL);
    UPDATE calendar_feed SET contact_id = NEW.merged_into
    WHERE contact_id = NEW.id AND NOT EXISTS (SELECT 1 FROM calendar_feed WHERE contact_id = NEW.merged_into);
  END IF;
  DELETE FROM reminder_told t USING noted_date n WHERE n.contact_id = NEW.id AND t.subject = 'note:' || n.id;
  DELETE FROM reminder r USING noted_date n WHERE n.contact_id = NEW.id AND r.subject = 'note:' || n.id;
  DELETE FROM noted_date WHERE contact_id = NEW.id;
  DELETE FROM calendar_feed WHERE contact_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER move_calendar AFTER UPDATE OF erased_at ON contact FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION move_calendar();

-- Announcements: which words were approved, whether the author was told of the end, how many a person gets a day, and what
-- people say interests them.

-- AlterTable
ALTER TABLE "announcement" ADD COLUMN "approved_text" INTEGER,
ADD COLUMN "told_end" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "interest" (
    "contact_id" BIGINT NOT NULL,
    "topic" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "interest_pkey" PRIMARY KEY ("contact_id","topic")
);

-- CreateIndex
CREATE INDEX "interest_topic_idx" ON "interest"("topic");

-- CreateTable
CREATE TABLE "announcement_cap" (
    "subject" TEXT NOT NULL,
    "per_day" INTEGER NOT NULL,

    CONSTRAINT "announcement_cap_pkey" PRIMARY KEY ("subject")
);

-- Ends the author was not told of yet.
CREATE INDEX announcement_untold_idx ON announcement (ended_at)
  WHERE state = 'done' AND told_end IS DISTINCT FROM ended_at;

-- Whoever wrote an announcement stays its writer when two accounts turn out to be one person: else they could approve
-- their own words. Interests follow the person, and end with them.
CREATE FUNCTION move_authorship() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.merged_into IS NOT NULL THEN
    UPDATE announcement SET author = NEW.merged_into::text WHERE author = NEW.id::text;
    UPDATE announcement SET approved_by = NEW.merged_into::text WHERE approved_by = NEW.id::text;
    UPDATE announcement_text SET by = NEW.merged_into::text WHERE by = NEW.id::text;
    INSERT INTO interest (contact_id, topic, at) SELECT NEW.merged_into, topic, at FROM interest WHERE contact_id = NEW.id
    ON CONFLICT DO NOTHING;
  END IF;
  DELETE FROM interest WHERE contact_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER move_authorship AFTER UPDATE OF erased_at ON contact FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION move_authorship();

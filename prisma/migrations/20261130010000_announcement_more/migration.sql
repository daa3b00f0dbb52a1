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

-- Rows of an announcement: its own, and those that carry a number behind a colon since two people were found to be one.
-- The range is what an index can do; another announcement's id may begin with this one.
CREATE FUNCTION is_row_of(p_cause text, p_id text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_cause = p_id OR left(p_cause, length(p_id) + 1) = p_id || ':'
$$;

-- As before, counting its own rows only.
CREATE OR REPLACE FUNCTION finish_announcement(p_id text, p_at bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  a announcement;
  v_rows bigint;
BEGIN
  SELECT * INTO a FROM announcement WHERE id = p_id AND state IN ('running', 'cancelled') AND ended_at IS NULL
    AND (audience_count IS NOT NULL OR state = 'cancelled') FOR NO KEY UPDATE SKIP LOCKED;
  IF NOT FOUND
    OR EXISTS (SELECT 1 FROM parcel WHERE state = 'planned' AND cause_kind = 'announcement' AND cause_id = p_id)
    OR EXISTS (SELECT 1 FROM parcel WHERE state = 'claimed' AND cause_kind = 'announcement' AND cause_id = p_id)
  THEN RETURN 'open'; END IF;
  SELECT count(*) INTO v_rows FROM parcel
  WHERE cause_kind = 'announcement' AND cause_id >= p_id AND cause_id < p_id || ';' AND is_row_of(cause_id, p_id);
  IF a.audience_count <> v_rows THEN RETURN 'mismatch'; END IF;
  UPDATE announcement SET ended_at = at_ms(p_at), audience_count = v_rows, version = version + 1,
    state = CASE WHEN state = 'running' THEN 'done' ELSE state END WHERE id = p_id;
  INSERT INTO audit (actor, action, subject, detail, at)
  VALUES ('system', 'announcement_ended', 'announcement:' || p_id, jsonb_build_object('rows', v_rows, 'state', a.state), at_ms(p_at));
  RETURN 'done';
END $$;

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

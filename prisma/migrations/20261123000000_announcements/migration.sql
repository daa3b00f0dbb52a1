-- Announcements: what officers say to whom, answers and questions, and the pace all processes share.

-- AlterTable
ALTER TABLE "contact" ADD COLUMN "reach" TEXT;

-- AlterTable
ALTER TABLE "parcel" ADD COLUMN "text_version" INTEGER,
ADD COLUMN "claimed_by" INTEGER,
ADD COLUMN "moved_from" TEXT;

-- CreateTable
CREATE TABLE "announcement" (
    "id" TEXT NOT NULL,
    "no" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "text_version" INTEGER NOT NULL DEFAULT 1,
    "text_hash" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "author_name" TEXT,
    "units" TEXT[],
    "audience" JSONB NOT NULL,
    "send_at" TIMESTAMPTZ(3),
    "skip_after" TIMESTAMPTZ(3),
    "urgent_reason" TEXT,
    "approved_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "pause_reason" TEXT,
    "planned_to" BIGINT NOT NULL DEFAULT 0,
    "audience_count" INTEGER,

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement_text" (
    "announcement_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "announcement_text_pkey" PRIMARY KEY ("announcement_id","version")
);

-- CreateTable
CREATE TABLE "announcement_rsvp" (
    "announcement_id" TEXT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "answer" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "announcement_rsvp_pkey" PRIMARY KEY ("announcement_id","contact_id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" TEXT NOT NULL,
    "no" SERIAL NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "unit_code" TEXT,
    "announcement_id" TEXT,
    "state" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by" TEXT,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_message" (
    "id" TEXT NOT NULL,
    "question_id" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "from_person" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "question_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_pace" (
    "channel" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "channel_pace_pkey" PRIMARY KEY ("channel")
);

-- CreateIndex
CREATE UNIQUE INDEX "announcement_no_key" ON "announcement"("no");

-- CreateIndex
CREATE INDEX "announcement_text_hash_idx" ON "announcement"("text_hash");

-- CreateIndex
CREATE INDEX "announcement_rsvp_contact_id_idx" ON "announcement_rsvp"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "question_no_key" ON "question"("no");

-- CreateIndex
CREATE INDEX "question_contact_id_changed_at_idx" ON "question"("contact_id", "changed_at");

-- CreateIndex
CREATE INDEX "question_unit_code_state_idx" ON "question"("unit_code", "state");

-- CreateIndex
CREATE INDEX "question_message_question_id_at_idx" ON "question_message"("question_id", "at");

-- AddForeignKey
ALTER TABLE "announcement_text" ADD CONSTRAINT "announcement_text_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "announcement_rsvp" ADD CONSTRAINT "announcement_rsvp_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "question_message" ADD CONSTRAINT "question_message_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Ids are compared by bytes, as in the ledger that names them.
ALTER TABLE announcement ALTER COLUMN id TYPE text COLLATE "C";
ALTER TABLE announcement_text ALTER COLUMN announcement_id TYPE text COLLATE "C";
ALTER TABLE announcement_rsvp ALTER COLUMN announcement_id TYPE text COLLATE "C";
ALTER TABLE question ALTER COLUMN announcement_id TYPE text COLLATE "C";

ALTER TABLE announcement ADD CONSTRAINT announcement_state_check CHECK (
  state IN ('draft', 'approval', 'scheduled', 'running', 'paused', 'done', 'cancelled'));
ALTER TABLE announcement ADD CONSTRAINT announcement_class_check CHECK (
  class IN ('transactional', 'reminder', 'official_notice', 'promotional'));
ALTER TABLE announcement_rsvp ADD CONSTRAINT announcement_rsvp_answer_check CHECK (answer IN ('yes', 'no'));
ALTER TABLE question ADD CONSTRAINT question_state_check CHECK (state IN ('open', 'answered', 'closed'));

CREATE INDEX announcement_busy_idx ON announcement (state) WHERE ended_at IS NULL AND state NOT IN ('draft', 'approval');

-- The ledger's work lists, announcements apart: a million planned rows of theirs must not be in the way of anything else.
DROP INDEX parcel_planned_idx;
DROP INDEX parcel_claimed_idx;
CREATE INDEX parcel_planned_idx ON parcel (channel, not_before) WHERE state = 'planned' AND cause_kind <> 'announcement';
CREATE INDEX parcel_claimed_idx ON parcel (claimed_at) WHERE state = 'claimed' AND cause_kind <> 'announcement';
CREATE INDEX parcel_bulk_planned_idx ON parcel (cause_id, channel, not_before)
  WHERE state = 'planned' AND cause_kind = 'announcement';
CREATE INDEX parcel_bulk_claimed_idx ON parcel (cause_id) WHERE state = 'claimed' AND cause_kind = 'announcement';

-- A preview counts a million people without looking at their accounts one by one. Kept when an account comes, goes or is
-- blocked, never in a turn; where it says `several`, the accounts themselves decide.
CREATE FUNCTION reach_of(p_contact bigint) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE count(*) FILTER (WHERE state = 'ok') WHEN 1 THEN max(channel) FILTER (WHERE state = 'ok')
    WHEN 0 THEN CASE WHEN count(*) > 0 THEN 'blocked' END ELSE 'several' END
  FROM address WHERE contact_id = p_contact
$$;
CREATE INDEX contact_several_idx ON contact (id) WHERE reach = 'several';
CREATE FUNCTION keep_reach() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' THEN
    UPDATE contact SET reach = reach_of(id) WHERE id = NEW.contact_id AND reach IS DISTINCT FROM reach_of(id);
  END IF;
  IF TG_OP <> 'INSERT' AND (TG_OP = 'DELETE' OR OLD.contact_id <> NEW.contact_id) THEN
    UPDATE contact SET reach = reach_of(id) WHERE id = OLD.contact_id AND reach IS DISTINCT FROM reach_of(id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_reach AFTER INSERT OR DELETE ON address FOR EACH ROW EXECUTE FUNCTION keep_reach();
CREATE TRIGGER keep_reach_changed AFTER UPDATE OF state, contact_id ON address FOR EACH ROW
  WHEN (OLD.state <> NEW.state OR OLD.contact_id <> NEW.contact_id) EXECUTE FUNCTION keep_reach();

-- A person found to be another one, or erased: answers and questions follow, or end without a word.
CREATE FUNCTION move_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.merged_into IS NOT NULL THEN
    INSERT INTO announcement_rsvp (announcement_id, contact_id, answer, at)
    SELECT announcement_id, NEW.merged_into, answer, at FROM announcement_rsvp WHERE contact_id = NEW.id
    ON CONFLICT DO NOTHING;
    UPDATE question SET contact_id = NEW.merged_into WHERE contact_id = NEW.id;
  ELSE
    UPDATE question_message m SET text = '' FROM question q WHERE q.contact_id = NEW.id AND m.question_id = q.id;
    UPDATE question SET state = 'closed' WHERE contact_id = NEW.id;
  END IF;
  DELETE FROM announcement_rsvp WHERE contact_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER move_answers AFTER UPDATE OF erased_at ON contact FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION move_answers();

-- Seats at classes and events: offerings, their sessions and seats, claims to them, notices and attendance.

-- CreateTable
CREATE TABLE "offering" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "organiser" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "units_served" TEXT[],
    "audience" TEXT[],
    "tags" TEXT[],
    "fee_vnd" INTEGER NOT NULL DEFAULT 0,
    "materials" JSONB NOT NULL DEFAULT '[]',
    "series" TEXT,
    "platform" TEXT,
    "buyers" TEXT,
    "cancel_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "offering_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offering_session" (
    "id" TEXT NOT NULL,
    "offering_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "from_time" TEXT NOT NULL,
    "to_time" TEXT NOT NULL,
    "venue" TEXT NOT NULL,
    "address" TEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "link" TEXT,
    "is_field_trip" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "offering_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seat_pool" (
    "id" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "per_producer" INTEGER,
    "at_once" INTEGER NOT NULL DEFAULT 1,
    "has_waiting_list" BOOLEAN NOT NULL DEFAULT true,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "is_cancelled" BOOLEAN NOT NULL DEFAULT false,
    "held" INTEGER NOT NULL DEFAULT 0,
    "waiting" INTEGER NOT NULL DEFAULT 0,
    "last_no" INTEGER NOT NULL DEFAULT 0,
    "turn" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),

    CONSTRAINT "seat_pool_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seat_claim" (
    "id" BIGSERIAL NOT NULL,
    "pool_id" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "person" TEXT NOT NULL,
    "contact_id" BIGINT,
    "producer" TEXT,
    "seats" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "state_at" TIMESTAMPTZ(3) NOT NULL,
    "answer_by" TIMESTAMPTZ(3),
    "attendee" TEXT,
    "attendee_phone" TEXT,
    "application" JSONB,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "seat_claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seat_notice" (
    "id" BIGSERIAL NOT NULL,
    "claim_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "vars" JSONB NOT NULL DEFAULT '{}',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "seat_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "claim_id" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL,
    "by" BIGINT,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "offering_code_key" ON "offering"("code");

-- CreateIndex
CREATE INDEX "offering_unit_code_idx" ON "offering"("unit_code");

-- CreateIndex
CREATE INDEX "offering_series_idx" ON "offering"("series");

-- CreateIndex
CREATE INDEX "offering_session_offering_id_idx" ON "offering_session"("offering_id");

-- CreateIndex
CREATE INDEX "offering_session_day_idx" ON "offering_session"("day");

-- CreateIndex
CREATE INDEX "seat_claim_contact_id_idx" ON "seat_claim"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "seat_claim_pool_id_no_key" ON "seat_claim"("pool_id", "no");

-- CreateIndex
CREATE UNIQUE INDEX "seat_notice_claim_id_kind_key_key" ON "seat_notice"("claim_id", "kind", "key");

-- CreateIndex
CREATE INDEX "attendance_session_id_idx" ON "attendance"("session_id");

-- CreateIndex
CREATE INDEX "attendance_claim_id_idx" ON "attendance"("claim_id");

-- AddForeignKey
ALTER TABLE "offering_session" ADD CONSTRAINT "offering_session_offering_id_fkey" FOREIGN KEY ("offering_id") REFERENCES "offering"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "seat_pool" ADD CONSTRAINT "seat_pool_id_fkey" FOREIGN KEY ("id") REFERENCES "offering"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "seat_claim" ADD CONSTRAINT "seat_claim_pool_id_fkey" FOREIGN KEY ("pool_id") REFERENCES "seat_pool"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "seat_notice" ADD CONSTRAINT "seat_notice_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "seat_claim"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "offering_session"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- What Prisma's schema language cannot say.
ALTER TABLE seat_pool ALTER COLUMN id TYPE text COLLATE "C";
-- The same on this side: a column of another collation than what it is compared with cannot be found by its index.
ALTER TABLE seat_claim ALTER COLUMN pool_id TYPE text COLLATE "C", ALTER COLUMN person TYPE text COLLATE "C",
  ALTER COLUMN producer TYPE text COLLATE "C";
-- Rewritten by every act on a seat: room on the page keeps the update off the index.
ALTER TABLE seat_pool SET (fillfactor = 25);
ALTER TABLE seat_claim ADD CONSTRAINT seat_claim_state_check CHECK (
  state IN ('taken', 'waiting', 'offered', 'left', 'declined', 'expired', 'removed', 'cancelled', 'walk_in')
);
-- One claim a person at a time, whatever happens.
CREATE UNIQUE INDEX seat_claim_person_idx ON seat_claim (pool_id, person) WHERE state IN ('taken', 'waiting', 'offered');
CREATE INDEX seat_claim_waiting_idx ON seat_claim (pool_id, no) WHERE state = 'waiting';
CREATE INDEX seat_claim_offered_idx ON seat_claim (pool_id) WHERE state = 'offered';
CREATE INDEX seat_claim_producer_idx ON seat_claim (producer, pool_id)
WHERE producer IS NOT NULL AND state IN ('taken', 'waiting', 'offered');
CREATE INDEX seat_notice_due_idx ON seat_notice (due_at) WHERE done_at IS NULL;
CREATE INDEX seat_pool_due_idx ON seat_pool (due_at) WHERE due_at IS NOT NULL;
CREATE SEQUENCE offering_number_seq START 100;
-- Relatives often share one telephone.
CREATE INDEX contact_phone_idx ON contact (phone) WHERE phone IS NOT NULL;

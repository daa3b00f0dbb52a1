-- CreateTable
CREATE TABLE "admin_unit" (
    "code" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "admin_unit_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "unit_alias" (
    "id" SERIAL NOT NULL,
    "old_name" TEXT NOT NULL,
    "old_district" TEXT NOT NULL,
    "old_province" TEXT NOT NULL,
    "new_code" TEXT NOT NULL,

    CONSTRAINT "unit_alias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_edition" (
    "version" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_edition_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" BIGSERIAL NOT NULL,
    "language" TEXT,
    "name" TEXT,
    "phone" TEXT,
    "phone_verified" BOOLEAN NOT NULL DEFAULT false,
    "unit_code" TEXT,
    "hamlet" TEXT,
    "consents" JSONB NOT NULL DEFAULT '{}',
    "opted_out" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "address" (
    "channel" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "display_name" TEXT,
    "state" TEXT NOT NULL DEFAULT 'ok',
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "address_pkey" PRIMARY KEY ("channel","external_id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "tried_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "contact_id" BIGINT NOT NULL,
    "state" JSON NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("contact_id")
);

-- CreateTable
CREATE TABLE "parcel" (
    "id" TEXT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "class" TEXT NOT NULL,
    "cause_kind" TEXT NOT NULL,
    "cause_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "bubbles" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "external_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "forget" BOOLEAN NOT NULL DEFAULT false,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "handed_at" TIMESTAMPTZ(3),

    CONSTRAINT "parcel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idea" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "fields" JSONB NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "return_reason" TEXT,
    "decided_by" TEXT,

    CONSTRAINT "idea_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slip_counter" (
    "unit_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "slip_counter_pkey" PRIMARY KEY ("unit_code","year")
);

-- CreateTable
CREATE TABLE "media" (
    "id" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "media_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "media_use" (
    "media_id" TEXT NOT NULL,
    "contact_id" BIGINT NOT NULL,

    CONSTRAINT "media_use_pkey" PRIMARY KEY ("media_id","contact_id")
);

-- CreateTable
CREATE TABLE "officer" (
    "contact_id" BIGINT NOT NULL,
    "role" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "officer_pkey" PRIMARY KEY ("contact_id")
);

-- CreateTable
CREATE TABLE "officer_unit" (
    "contact_id" BIGINT NOT NULL,
    "unit_code" TEXT NOT NULL,

    CONSTRAINT "officer_unit_pkey" PRIMARY KEY ("contact_id","unit_code")
);

-- CreateTable
CREATE TABLE "invitation" (
    "code_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "units" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" BIGINT,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" BIGSERIAL NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "purpose" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "text_version" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "inbound_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "account_hash" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opt_out" (
    "id" BIGSERIAL NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "class" TEXT NOT NULL,
    "out" BOOLEAN NOT NULL,
    "account_hashes" TEXT[],
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "opt_out_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_state" (
    "channel" TEXT NOT NULL,
    "paused_until" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "channel_state_pkey" PRIMARY KEY ("channel")
);

-- CreateIndex
CREATE INDEX "admin_unit_province_code_idx" ON "admin_unit"("province_code");

-- CreateIndex
CREATE INDEX "unit_alias_new_code_idx" ON "unit_alias"("new_code");

-- CreateIndex
CREATE INDEX "contact_unit_code_idx" ON "contact"("unit_code");

-- CreateIndex
CREATE INDEX "address_contact_id_idx" ON "address"("contact_id");

-- CreateIndex
CREATE INDEX "inbox_contact_id_idx" ON "inbox"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "parcel_cause_kind_cause_id_contact_id_key" ON "parcel"("cause_kind", "cause_id", "contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "idea_code_key" ON "idea"("code");

-- CreateIndex
CREATE INDEX "idea_contact_id_submitted_at_idx" ON "idea"("contact_id", "submitted_at");

-- CreateIndex
CREATE INDEX "idea_unit_code_status_submitted_at_idx" ON "idea"("unit_code", "status", "submitted_at");

-- CreateIndex
CREATE INDEX "idea_province_code_status_submitted_at_idx" ON "idea"("province_code", "status", "submitted_at");

-- CreateIndex
CREATE INDEX "media_use_contact_id_idx" ON "media_use"("contact_id");

-- CreateIndex
CREATE INDEX "officer_unit_unit_code_idx" ON "officer_unit"("unit_code");

-- CreateIndex
CREATE INDEX "consent_contact_id_idx" ON "consent"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "consent_inbound_id_purpose_key" ON "consent"("inbound_id", "purpose");

-- CreateIndex
CREATE INDEX "opt_out_contact_id_idx" ON "opt_out"("contact_id");

-- CreateIndex
CREATE INDEX "audit_subject_at_idx" ON "audit"("subject", "at");

-- AddForeignKey
ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_new_code_fkey" FOREIGN KEY ("new_code") REFERENCES "admin_unit"("code") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "address" ADD CONSTRAINT "address_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "idea" ADD CONSTRAINT "idea_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "media_use" ADD CONSTRAINT "media_use_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "media_use" ADD CONSTRAINT "media_use_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "officer" ADD CONSTRAINT "officer_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "officer_unit" ADD CONSTRAINT "officer_unit_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "officer"("contact_id") ON DELETE CASCADE ON UPDATE NO ACTION;


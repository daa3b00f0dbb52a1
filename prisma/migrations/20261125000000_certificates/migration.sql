-- The registry of certificates: producers, products, recognitions, certificates, claims of owners, renewals.

-- CreateTable
CREATE TABLE "producer" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "type" TEXT,
    "unit_code" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "address" TEXT,
    "representative" TEXT,
    "phone" TEXT,
    "kept" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "producer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "producer_member" (
    "producer_id" BIGINT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "confirmed_by" BIGINT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "producer_member_pkey" PRIMARY KEY ("producer_id","contact_id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" BIGSERIAL NOT NULL,
    "producer_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "group_name" TEXT,
    "product_set" TEXT,
    "code" TEXT,
    "code_key" TEXT,
    "kept" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recognition" (
    "id" BIGSERIAL NOT NULL,
    "product_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "star" INTEGER NOT NULL,
    "decision" TEXT,
    "decided_on" DATE,
    "year" INTEGER NOT NULL,
    "authority" TEXT,

    CONSTRAINT "recognition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate" (
    "id" BIGSERIAL NOT NULL,
    "recognition_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "producer_id" BIGINT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "number" TEXT,
    "number_key" TEXT,
    "star" INTEGER NOT NULL,
    "issued_on" DATE,
    "valid_until" DATE NOT NULL,
    "valid_computed" BOOLEAN NOT NULL,
    "revoked_on" DATE,
    "revoke_reason" TEXT,
    "successor_id" BIGINT,
    "declined_on" DATE,
    "decline_reason" TEXT,
    "note" TEXT,
    "kept" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_claim" (
    "id" TEXT NOT NULL,
    "certificate_id" BIGINT NOT NULL,
    "producer_id" BIGINT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "phone_matches" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" BIGINT,

    CONSTRAINT "certificate_claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "renewal_filing" (
    "id" TEXT NOT NULL,
    "certificate_id" BIGINT NOT NULL,
    "contact_id" BIGINT,
    "state" TEXT NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,
    "filed_on" DATE,
    "forwarded_on" DATE,
    "decided_on" DATE,
    "reason" TEXT,
    "changed_by" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "renewal_filing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate_snooze" (
    "certificate_id" BIGINT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "until" DATE NOT NULL,

    CONSTRAINT "certificate_snooze_pkey" PRIMARY KEY ("certificate_id","contact_id")
);

-- CreateTable
CREATE TABLE "certificate_import" (
    "id" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "certificate_import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "producer_key_key" ON "producer"("key");

-- CreateIndex
CREATE INDEX "producer_unit_code_idx" ON "producer"("unit_code");

-- CreateIndex
CREATE INDEX "producer_province_code_idx" ON "producer"("province_code");

-- CreateIndex
CREATE INDEX "producer_phone_idx" ON "producer"("phone");

-- CreateIndex
CREATE INDEX "producer_member_contact_id_idx" ON "producer_member"("contact_id");

-- CreateIndex
CREATE INDEX "product_name_key_idx" ON "product"("name_key");

-- CreateIndex
CREATE INDEX "product_code_key_idx" ON "product"("code_key");

-- CreateIndex
CREATE UNIQUE INDEX "product_producer_id_key_key" ON "product"("producer_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "recognition_product_id_key_key" ON "recognition"("product_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_recognition_id_key" ON "certificate"("recognition_id");

-- CreateIndex
CREATE INDEX "certificate_product_id_idx" ON "certificate"("product_id");

-- CreateIndex
CREATE INDEX "certificate_producer_id_idx" ON "certificate"("producer_id");

-- CreateIndex
CREATE INDEX "certificate_unit_code_valid_until_idx" ON "certificate"("unit_code", "valid_until");

-- CreateIndex
CREATE INDEX "certificate_province_code_valid_until_idx" ON "certificate"("province_code", "valid_until");

-- CreateIndex
CREATE INDEX "certificate_valid_until_idx" ON "certificate"("valid_until");

-- CreateIndex
CREATE INDEX "certificate_number_key_idx" ON "certificate"("number_key");

-- CreateIndex
CREATE INDEX "certificate_claim_contact_id_idx" ON "certificate_claim"("contact_id");

-- CreateIndex
CREATE INDEX "certificate_claim_unit_code_state_idx" ON "certificate_claim"("unit_code", "state");

-- CreateIndex
CREATE INDEX "certificate_claim_province_code_state_idx" ON "certificate_claim"("province_code", "state");

-- CreateIndex
CREATE INDEX "renewal_filing_certificate_id_idx" ON "renewal_filing"("certificate_id");

-- CreateIndex
CREATE INDEX "certificate_snooze_contact_id_idx" ON "certificate_snooze"("contact_id");

-- CreateIndex
CREATE INDEX "certificate_import_unit_code_at_idx" ON "certificate_import"("unit_code", "at");

-- AddForeignKey
ALTER TABLE "producer_member" ADD CONSTRAINT "producer_member_producer_id_fkey" FOREIGN KEY ("producer_id") REFERENCES "producer"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_producer_id_fkey" FOREIGN KEY ("producer_id") REFERENCES "producer"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "recognition" ADD CONSTRAINT "recognition_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_recognition_id_fkey" FOREIGN KEY ("recognition_id") REFERENCES "recognition"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "renewal_filing" ADD CONSTRAINT "renewal_filing_certificate_id_fkey" FOREIGN KEY ("certificate_id") REFERENCES "certificate"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE recognition ADD CONSTRAINT recognition_star_check CHECK (star BETWEEN 3 AND 5);
ALTER TABLE certificate ADD CONSTRAINT certificate_star_check CHECK (star BETWEEN 3 AND 5),
  ADD CONSTRAINT certificate_days_check CHECK (issued_on IS NULL OR issued_on <= valid_until);
ALTER TABLE certificate_claim ADD CONSTRAINT certificate_claim_state_check CHECK (
  state IN ('open', 'confirmed', 'refused', 'withdrawn'));
ALTER TABLE renewal_filing ADD CONSTRAINT renewal_filing_state_check CHECK (
  state IN ('said', 'confirmed', 'refused', 'forwarded', 'granted', 'denied'));

-- One dossier at a time is under way for a certificate, and nobody claims a producer twice at once.
CREATE UNIQUE INDEX renewal_filing_open_idx ON renewal_filing (certificate_id) WHERE state IN ('said', 'confirmed', 'forwarded');
CREATE UNIQUE INDEX certificate_claim_open_idx ON certificate_claim (producer_id, contact_id) WHERE state = 'open';

-- The same as statusOf in src/core/certificate.ts; a test compares the two day by day.
CREATE FUNCTION certificate_status(p_valid_until date, p_revoked_on date, p_renewed boolean, p_filing text, p_today date)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN p_revoked_on <= p_today THEN 'revoked'
    WHEN p_renewed OR p_filing = 'granted' THEN 'renewed'
    WHEN p_filing = 'forwarded' AND p_valid_until - p_today >= -180 THEN 'forwarded'
    WHEN p_filing = 'confirmed' AND p_valid_until - p_today >= -180 THEN 'renewal_filed'
    WHEN p_valid_until < p_today THEN 'expired'
    WHEN p_valid_until - p_today BETWEEN 120 AND 180 THEN 'renewal_window'
    ELSE 'valid' END
$$;

-- A certificate with its product, producer, recognition and the filing that counts (the latest).
CREATE VIEW certificate_record AS
SELECT c.id, c.number, c.number_key, p.id AS product_id, p.name AS product, p.name_key AS product_key, p.product_set,
  p.group_name, p.code AS product_code, b.id AS producer_id, b.name AS producer, b.type AS producer_type, b.address,
  b.representative, b.phone, c.unit_code, c.province_code, c.star, r.kind, r.decision, r.decided_on,
  r.year, r.authority, c.issued_on, c.valid_until, c.valid_computed, c.revoked_on, c.revoke_reason,
  c.successor_id IS NOT NULL AS renewed, c.successor_id, c.declined_on, c.decline_reason, c.note, c.version, c.changed_at,
  f.id AS filing_id, f.state AS filing_state, f.said_at, f.filed_on, f.forwarded_on, f.decided_on AS filing_decided_on,
  f.reason AS filing_reason, f.version AS filing_version
FROM certificate c JOIN recognition r ON r.id = c.recognition_id JOIN product p ON p.id = c.product_id
  JOIN producer b ON b.id = c.producer_id
  LEFT JOIN LATERAL (SELECT * FROM renewal_filing l WHERE l.certificate_id = c.id ORDER BY l.said_at DESC, l.id DESC LIMIT 1) f
    ON true;

-- What belongs to a person follows them into the contact they turn out to be, and ends when they are erased.
CREATE FUNCTION move_ownership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.merged_into IS NOT NULL THEN
    INSERT INTO producer_member (producer_id, contact_id, confirmed_by, since)
    SELECT producer_id, NEW.merged_into, confirmed_by, since FROM producer_member WHERE contact_id = NEW.id
    ON CONFLICT DO NOTHING;
    INSERT INTO certificate_snooze (certificate_id, contact_id, until)
    SELECT certificate_id, NEW.merged_into, until FROM certificate_snooze WHERE contact_id = NEW.id
    ON CONFLICT (certificate_id, contact_id) DO UPDATE SET until = greatest(certificate_snooze.until, excluded.until);
    UPDATE certificate_claim c SET state = 'withdrawn' WHERE c.contact_id = NEW.id AND c.state = 'open' AND EXISTS (
      SELECT 1 FROM certificate_claim o WHERE o.producer_id = c.producer_id AND o.contact_id = NEW.merged_into AND o.state = 'open');
    UPDATE certificate_claim SET contact_id = NEW.merged_into WHERE contact_id = NEW.id;
    UPDATE renewal_filing SET contact_id = NEW.merged_into WHERE contact_id = NEW.id;
  ELSE
    UPDATE certificate_claim SET state = 'withdrawn', reason = NULL WHERE contact_id = NEW.id AND state = 'open';
    UPDATE renewal_filing SET contact_id = NULL WHERE contact_id = NEW.id;
  END IF;
  DELETE FROM producer_member WHERE contact_id = NEW.id;
  DELETE FROM certificate_snooze WHERE contact_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER move_ownership AFTER UPDATE OF erased_at ON contact FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION move_ownership();

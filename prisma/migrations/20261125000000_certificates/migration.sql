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
    "decision_key" TEXT NOT NULL,
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
    "revoke_decision" TEXT,
    "stopped_on" DATE,
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
    "id" BIGSERIAL NOT NULL,
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
    "id" BIGSERIAL NOT NULL,
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
CREATE UNIQUE INDEX "recognition_product_id_year_decision_key_key" ON "recognition"("product_id", "year", "decision_key");

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
  c.revoke_decision, c.stopped_on, c.successor_id IS NOT NULL AS renewed, c.successor_id, c.declined_on, c.decline_reason, c.note, c.version, c.changed_at,
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

-- CreateTable
CREATE TABLE "certificate_notice" (
    "id" BIGSERIAL NOT NULL,
    "certificate_id" BIGINT NOT NULL,
    "about" TEXT NOT NULL,
    "contact_id" BIGINT,
    "parcel_id" TEXT,
    "outcome" TEXT,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "done_by" BIGINT,

    CONSTRAINT "certificate_notice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "certificate_notice_certificate_id_at_idx" ON "certificate_notice"("certificate_id", "at");

-- CreateIndex
CREATE INDEX "certificate_notice_parcel_id_idx" ON "certificate_notice"("parcel_id");

-- One notice of one thing to one person: a repeated turn or sweep notes nothing twice.
CREATE UNIQUE INDEX certificate_notice_once_idx ON certificate_notice (certificate_id, about, coalesce(contact_id, 0), coalesce(parcel_id, ''));
ALTER TABLE certificate_notice ADD CONSTRAINT certificate_notice_outcome_check CHECK (
  outcome IN ('missed', 'unreachable', 'called', 'letter') AND parcel_id IS NULL OR outcome IS NULL AND parcel_id IS NOT NULL);

-- ---------------------------------------------------------------- owners

-- A certificate as flows see it.
CREATE FUNCTION certificate_view(r certificate_record) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', r.id::text, 'number', r.number, 'product', r.product, 'productSet', r.product_set,
    'producerId', r.producer_id::text, 'producer', r.producer, 'producerType', r.producer_type, 'unit', r.unit_code,
    'star', r.star, 'kind', r.kind, 'decision', r.decision, 'authority', r.authority, 'issuedOn', r.issued_on,
    'validUntil', r.valid_until, 'validComputed', r.valid_computed, 'revokedOn', r.revoked_on,
    'revokeReason', r.revoke_reason, 'revokeDecision', r.revoke_decision, 'stoppedOn', r.stopped_on, 'renewed', r.renewed, 'filing', CASE WHEN r.filing_id IS NOT NULL THEN
      jsonb_build_object('id', r.filing_id::text, 'state', r.filing_state, 'filedOn', r.filed_on, 'forwardedOn', r.forwarded_on,
        'decidedOn', r.filing_decided_on, 'reason', r.filing_reason, 'version', r.filing_version) END,
    'declinedOn', r.declined_on, 'declineReason', r.decline_reason, 'version', r.version)
$$;

CREATE FUNCTION claim_view(p_id bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', c.id::text, 'certificate', certificate_view(r), 'contactId', c.contact_id::text,
    'person', p.name, 'phone', p.phone, 'phoneMatches', c.phone_matches, 'state', c.state, 'reason', c.reason)
  FROM certificate_claim c JOIN certificate_record r ON r.id = c.certificate_id JOIN contact p ON p.id = c.contact_id
  WHERE c.id = p_id
$$;

CREATE FUNCTION my_certificates(p_contact bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'certificates', coalesce((SELECT jsonb_agg(certificate_view(r) || jsonb_build_object('snoozedUntil', s.until)
        ORDER BY r.valid_until, r.id)
      FROM producer_member m JOIN certificate_record r ON r.producer_id = m.producer_id
        LEFT JOIN certificate_snooze s ON s.certificate_id = r.id AND s.contact_id = p_contact
      WHERE m.contact_id = p_contact AND NOT r.renewed), '[]'),
    'claims', coalesce((SELECT jsonb_agg(claim_view(c.id) ORDER BY c.claimed_at)
      FROM certificate_claim c WHERE c.contact_id = p_contact AND c.state = 'open'), '[]'),
    'proposed', coalesce((SELECT jsonb_agg(certificate_view(r) ORDER BY r.valid_until, r.id) FROM (
        SELECT r.* FROM contact p JOIN certificate_record r ON r.phone = p.phone
        WHERE p.id = p_contact AND p.phone_verified AND NOT r.renewed AND r.revoked_on IS NULL
          AND NOT EXISTS (SELECT 1 FROM producer_member m WHERE m.producer_id = r.producer_id AND m.contact_id = p_contact)
          AND NOT EXISTS (SELECT 1 FROM certificate_claim c
            WHERE c.producer_id = r.producer_id AND c.contact_id = p_contact AND c.state IN ('open', 'refused'))
        ORDER BY r.valid_until, r.id LIMIT 8) r), '[]'))
$$;

-- What waits for an officer, cut; and how many certificates of the units stand how, whole.
CREATE FUNCTION unit_certificates(p_units text[], p_today date) RETURNS jsonb LANGUAGE sql STABLE AS $$
  WITH latest AS (
    SELECT DISTINCT ON (certificate_id) certificate_id, state FROM renewal_filing ORDER BY certificate_id, said_at DESC, id DESC
  ), mine AS (
    SELECT c.id, f.state AS filing, c.valid_until, certificate_status(c.valid_until, c.revoked_on, c.successor_id IS NOT NULL, f.state, p_today) AS status
    FROM certificate c LEFT JOIN latest f ON f.certificate_id = c.id
    WHERE c.unit_code = ANY (p_units) OR c.province_code = ANY (p_units)
  )
  SELECT jsonb_build_object(
    'claims', coalesce((SELECT jsonb_agg(claim_view(id)) FROM (SELECT id FROM certificate_claim
      WHERE state = 'open' AND (unit_code = ANY (p_units) OR province_code = ANY (p_units)) ORDER BY claimed_at, id LIMIT 20) c), '[]'),
    'said', coalesce((SELECT jsonb_agg(certificate_view(r) ORDER BY r.said_at) FROM certificate_record r
      WHERE r.id IN (SELECT id FROM mine WHERE filing = 'said' ORDER BY valid_until LIMIT 20)), '[]'),
    'underWay', coalesce((SELECT jsonb_agg(certificate_view(r) ORDER BY r.filed_on, r.id) FROM certificate_record r
      WHERE r.id IN (SELECT id FROM mine WHERE filing IN ('confirmed', 'forwarded') ORDER BY valid_until LIMIT 20)), '[]'),
    'counts', coalesce((SELECT jsonb_object_agg(status, n) FROM (SELECT status, count(*) AS n FROM mine GROUP BY status) s), '{}'))
$$;

-- Certificates an officer sees in one state, a page at a time.
CREATE FUNCTION certificates_in_state(p_officer bigint, p_state text, p_from int, p_today date) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  WITH scope AS (SELECT unit_code FROM officer_unit WHERE contact_id = p_officer), mine AS (
    SELECT r.id, r.valid_until FROM certificate_record r
    WHERE (r.unit_code IN (SELECT unit_code FROM scope) OR r.province_code IN (SELECT unit_code FROM scope))
      AND certificate_status(r.valid_until, r.revoked_on, r.renewed, r.filing_state, p_today) = p_state
  )
  SELECT jsonb_build_object('total', (SELECT count(*) FROM mine), 'certificates',
    coalesce((SELECT jsonb_agg(certificate_view(r) ORDER BY r.valid_until, r.id) FROM certificate_record r
      WHERE r.id IN (SELECT id FROM mine ORDER BY valid_until, id OFFSET p_from LIMIT 8)), '[]'))
$$;

-- What a person may mean: a number or a code exactly, else names of product, producer and commune in the text; those of
-- the person's own commune first. Superseded certificates are left out.
CREATE FUNCTION certificates_by_text(p_text text, p_unit text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  WITH exact AS (
    SELECT c.id, 3 AS score FROM certificate c WHERE c.number_key = p_text AND c.successor_id IS NULL
    UNION
    SELECT c.id, 3 FROM product p JOIN certificate c ON c.product_id = p.id WHERE p.code_key = p_text AND c.successor_id IS NULL
  ), named AS (
    SELECT c.id, (c.unit_code = p_unit)::int + 2 * (strpos(' ' || p_text || ' ', ' ' || p.name_key || ' ') > 0)::int
        + (strpos(' ' || p_text || ' ', ' ' || b.name_key || ' ') > 0)::int AS score
    FROM product p JOIN producer b ON b.id = p.producer_id JOIN certificate c ON c.product_id = p.id
    WHERE c.successor_id IS NULL AND length(p_text) >= 3 AND NOT EXISTS (SELECT 1 FROM exact)
      AND (strpos(' ' || p_text || ' ', ' ' || p.name_key || ' ') > 0 OR strpos(' ' || p.name_key || ' ', ' ' || p_text || ' ') > 0
        OR strpos(' ' || p_text || ' ', ' ' || b.name_key || ' ') > 0 OR strpos(' ' || b.name_key || ' ', ' ' || p_text || ' ') > 0)
  ), found AS (SELECT * FROM exact UNION ALL SELECT * FROM named)
  SELECT jsonb_build_object('total', (SELECT count(*) FROM found), 'certificates',
    coalesce((SELECT jsonb_agg(certificate_view(r) ORDER BY f.score DESC, r.valid_until, r.id)
      FROM (SELECT * FROM found ORDER BY score DESC, id LIMIT 40) f JOIN certificate_record r ON r.id = f.id), '[]'))
$$;

-- Opens a claim on a certificate's producer, or gives the one that is open.
CREATE FUNCTION claim_certificate(p_certificate bigint, p_contact bigint, p_at bigint) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO certificate_claim (certificate_id, producer_id, unit_code, province_code, contact_id, phone_matches, state, claimed_at)
  SELECT c.id, c.producer_id, c.unit_code, c.province_code, p.id,
    p.phone_verified AND p.phone IS NOT DISTINCT FROM b.phone AND b.phone IS NOT NULL, 'open', at_ms(p_at)
  FROM certificate c JOIN producer b ON b.id = c.producer_id JOIN contact p ON p.id = p_contact WHERE c.id = p_certificate
  ON CONFLICT DO NOTHING;
  RETURN (SELECT claim_view(l.id) FROM certificate_claim l JOIN certificate c ON c.producer_id = l.producer_id
    WHERE c.id = p_certificate AND l.contact_id = p_contact AND l.state = 'open');
END $$;

-- Decides an open claim of the officer's units; NULL when it is not open any more or not theirs.
CREATE FUNCTION decide_claim(p_id bigint, p_agreed boolean, p_reason text, p_officer bigint, p_at bigint) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  l certificate_claim;
BEGIN
  UPDATE certificate_claim SET state = CASE WHEN p_agreed THEN 'confirmed' ELSE 'refused' END, reason = p_reason,
    decided_at = at_ms(p_at), decided_by = p_officer
  WHERE id = p_id AND state = 'open' AND EXISTS (SELECT 1 FROM officer_unit u WHERE u.contact_id = p_officer
    AND u.unit_code IN (certificate_claim.unit_code, certificate_claim.province_code)) RETURNING * INTO l;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF p_agreed THEN
    INSERT INTO producer_member (producer_id, contact_id, confirmed_by, since)
    VALUES (l.producer_id, l.contact_id, p_officer, at_ms(p_at)) ON CONFLICT DO NOTHING;
  END IF;
  RETURN claim_view(p_id);
END $$;

-- ---------------------------------------------------------------- import

-- A file is laid into a table of the transaction, part by part, and then applied as a whole. A line gives one row per
-- recognition; the keys come from core/certificate-file.ts.
CREATE FUNCTION registry_begin() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMP TABLE reg (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, row int, unit text, province text, producer_key text, producer text,
    producer_name_key text, producer_type text, address text, representative text, phone text, product text,
    product_key text, product_group text, product_set text, product_code text, code_key text, kind text, star int,
    decision text, decision_key text, decided_on date, year int, authority text, number text, number_key text,
    issued_on date, valid_until date, valid_computed boolean, note text,
    producer_id bigint, product_id bigint, recognition_id bigint, certificate_id bigint, refused text,
    made boolean NOT NULL DEFAULT false, changed boolean NOT NULL DEFAULT false
  ) ON COMMIT DROP;
  CREATE TEMP TABLE reg_conflict (row int, field text, kept text, offered text) ON COMMIT DROP;
END $$;

CREATE FUNCTION registry_load(p_rows jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO reg (row, unit, province, producer_key, producer, producer_name_key, producer_type, address, representative,
    phone, product, product_key, product_group, product_set, product_code, code_key, kind, star, decision, decision_key,
    decided_on, year, authority, number, number_key, issued_on, valid_until, valid_computed, note)
  SELECT r.row, r.unit, u.province_code, r."producerKey", r.producer, r."producerNameKey", r."producerType", r.address,
    r.representative, r.phone, r.product, r."productKey", r."productGroup", r."productSet", r."productCode", r."codeKey",
    r.kind, r.star, r.decision, r."decisionKey", r."decidedOn", r.year, r.authority, r.number, r."numberKey",
    r."issuedOn", r."validUntil", r."validComputed", r.note
  FROM jsonb_to_recordset(p_rows) AS r(row int, unit text, "producerKey" text, producer text, "producerNameKey" text,
    "producerType" text, address text, representative text, phone text, product text, "productKey" text,
    "productGroup" text, "productSet" text, "productCode" text, "codeKey" text, kind text, star int, decision text,
    "decisionKey" text, "decidedOn" date, year int, authority text, number text, "numberKey" text, "issuedOn" date,
    "validUntil" date, "validComputed" boolean, note text)
  JOIN admin_unit u ON u.code = r.unit;
END $$;

-- The value a file offers for a field, unless an officer set the field by hand; an empty cell offers nothing.
CREATE FUNCTION offered(p_kept jsonb, p_field text, p_now text, p_new text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_new IS NULL OR p_kept ? p_field THEN p_now ELSE p_new END
$$;

CREATE FUNCTION registry_producers(p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO producer (key, name, name_key, unit_code, province_code, changed_at)
  SELECT DISTINCT ON (producer_key) producer_key, producer, producer_name_key, unit, province, p_at
  FROM reg ORDER BY producer_key, row, id ON CONFLICT (key) DO NOTHING;
  UPDATE reg SET producer_id = b.id FROM producer b WHERE b.key = reg.producer_key;

  INSERT INTO reg_conflict
  SELECT DISTINCT ON (b.id, k.field) r.row, k.field, k.now, k.new
  FROM reg r JOIN producer b ON b.id = r.producer_id CROSS JOIN LATERAL (VALUES
    ('producerType', b.type, r.producer_type), ('address', b.address, r.address),
    ('representative', b.representative, r.representative), ('phone', b.phone, r.phone)) AS k (field, now, new)
  WHERE b.kept <> '{}' AND b.kept ? k.field AND k.new IS NOT NULL AND k.new IS DISTINCT FROM k.now
  ORDER BY b.id, k.field, r.row, r.id;

  WITH said AS (
    SELECT producer_id, (array_agg(producer_type ORDER BY row, id) FILTER (WHERE producer_type IS NOT NULL))[1] AS type,
      (array_agg(address ORDER BY row, id) FILTER (WHERE address IS NOT NULL))[1] AS address,
      (array_agg(representative ORDER BY row, id) FILTER (WHERE representative IS NOT NULL))[1] AS representative,
      (array_agg(phone ORDER BY row, id) FILTER (WHERE phone IS NOT NULL))[1] AS phone
    FROM reg GROUP BY producer_id
  ), wanted AS (
    SELECT b.id, offered(b.kept, 'producerType', b.type, s.type) AS type, offered(b.kept, 'address', b.address, s.address) AS address,
      offered(b.kept, 'representative', b.representative, s.representative) AS representative,
      offered(b.kept, 'phone', b.phone, s.phone) AS phone
    FROM producer b JOIN said s ON s.producer_id = b.id
  ), done AS (
    UPDATE producer b SET type = w.type, address = w.address, representative = w.representative, phone = w.phone,
      version = b.version + 1, changed_at = p_at
    FROM wanted w WHERE w.id = b.id
      AND (b.type, b.address, b.representative, b.phone) IS DISTINCT FROM (w.type, w.address, w.representative, w.phone)
    RETURNING b.id
  )
  UPDATE reg SET changed = true FROM done WHERE done.id = reg.producer_id;
END $$;

-- A product is found by the number of its certificate, by its code, or by its name at the producer, in this order.
CREATE FUNCTION registry_products(p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE reg r SET certificate_id = c.id, recognition_id = c.recognition_id, product_id = c.product_id
  FROM certificate c
  WHERE r.number_key IS NOT NULL AND c.number_key = r.number_key AND c.province_code = r.province;
  UPDATE reg r SET refused = 'number.taken' FROM certificate c
  WHERE c.id = r.certificate_id AND c.producer_id <> r.producer_id;
  -- One line stands or falls as a whole.
  UPDATE reg SET refused = 'number.taken' WHERE row IN (SELECT row FROM reg WHERE refused IS NOT NULL);
  UPDATE reg r SET product_id = o.product_id FROM reg o
  WHERE o.row = r.row AND o.product_id IS NOT NULL AND r.product_id IS NULL;
  UPDATE reg r SET product_id = p.id FROM product p
  WHERE r.product_id IS NULL AND r.code_key IS NOT NULL AND p.producer_id = r.producer_id AND p.code_key = r.code_key;
  UPDATE reg r SET product_id = p.id FROM product p
  WHERE r.product_id IS NULL AND p.producer_id = r.producer_id AND p.key = r.product_key;
  INSERT INTO product (producer_id, key, name, name_key, changed_at)
  SELECT DISTINCT ON (producer_id, product_key) producer_id, product_key, product, product_key, p_at
  FROM reg WHERE product_id IS NULL AND refused IS NULL ORDER BY producer_id, product_key, row, id;
  UPDATE reg r SET product_id = p.id FROM product p
  WHERE r.product_id IS NULL AND p.producer_id = r.producer_id AND p.key = r.product_key;

  INSERT INTO reg_conflict
  SELECT DISTINCT ON (p.id, k.field) r.row, k.field, k.now, k.new
  FROM reg r JOIN product p ON p.id = r.product_id CROSS JOIN LATERAL (VALUES
    ('product', p.name, r.product), ('productSet', p.product_set, r.product_set)) AS k (field, now, new)
  WHERE p.kept <> '{}' AND p.kept ? k.field AND k.new IS NOT NULL AND k.new IS DISTINCT FROM k.now
  ORDER BY p.id, k.field, r.row, r.id;

  WITH wanted AS (
    SELECT DISTINCT ON (p.id) p.id, offered(p.kept, 'product', p.name, r.product) AS name,
      offered(p.kept, 'product', p.name_key, r.product_key) AS name_key,
      offered(p.kept, 'productSet', p.product_set, r.product_set) AS product_set,
      coalesce(r.product_group, p.group_name) AS group_name, coalesce(r.product_code, p.code) AS code,
      coalesce(r.code_key, p.code_key) AS code_key
    FROM product p JOIN reg r ON r.product_id = p.id WHERE r.refused IS NULL ORDER BY p.id, r.row, r.id
  ), done AS (
    UPDATE product p SET name = w.name, name_key = w.name_key, product_set = w.product_set, group_name = w.group_name,
      code = w.code, code_key = w.code_key, version = p.version + 1, changed_at = p_at
    FROM wanted w WHERE w.id = p.id AND (p.name, p.product_set, p.group_name, p.code)
      IS DISTINCT FROM (w.name, w.product_set, w.group_name, w.code)
    RETURNING p.id
  )
  UPDATE reg SET changed = true FROM done WHERE done.id = reg.product_id;
END $$;

-- A recognition is found by its year, if the decisions agree, one of them is not known, or the days are the same.
CREATE FUNCTION registry_recognitions(p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE reg g SET recognition_id = (
    SELECT r.id FROM recognition r LEFT JOIN certificate c ON c.recognition_id = r.id
    WHERE r.product_id = g.product_id AND r.year = g.year
      AND (r.decision_key = g.decision_key OR r.decision_key = '' OR g.decision_key = ''
        OR r.decided_on = g.decided_on OR c.valid_until = g.valid_until)
    ORDER BY r.decision_key = g.decision_key DESC, r.id LIMIT 1)
  WHERE refused IS NULL AND recognition_id IS NULL;
  UPDATE reg SET made = recognition_id IS NULL WHERE refused IS NULL;
  INSERT INTO recognition (product_id, year, decision_key, kind, star, decision, decided_on, authority)
  SELECT DISTINCT ON (product_id, year, decision_key) product_id, year, decision_key, kind, star, decision, decided_on, authority
  FROM reg WHERE made ORDER BY product_id, year, decision_key, row, id;
  UPDATE reg g SET recognition_id = r.id FROM recognition r
  WHERE g.made AND r.product_id = g.product_id AND r.year = g.year AND r.decision_key = g.decision_key;

  INSERT INTO reg_conflict
  SELECT DISTINCT ON (c.id, k.field) g.row, k.field, k.now, k.new
  FROM reg g JOIN certificate c ON c.recognition_id = g.recognition_id CROSS JOIN LATERAL (VALUES
    ('star', c.star::text, g.star::text), ('number', c.number, g.number),
    ('validUntil', c.valid_until::text, CASE WHEN NOT g.valid_computed THEN g.valid_until::text END)) AS k (field, now, new)
  WHERE g.refused IS NULL AND c.kept <> '{}' AND c.kept ? k.field AND k.new IS NOT NULL AND k.new IS DISTINCT FROM k.now
  ORDER BY c.id, k.field, g.row, g.id;

  WITH wanted AS (
    SELECT DISTINCT ON (r.id) r.id, CASE WHEN c.kept ? 'star' THEN r.star ELSE g.star END AS star,
      coalesce(g.decision, r.decision) AS decision, coalesce(nullif(g.decision_key, ''), r.decision_key) AS decision_key,
      coalesce(g.decided_on, r.decided_on) AS decided_on, coalesce(g.authority, r.authority) AS authority
    FROM recognition r JOIN reg g ON g.recognition_id = r.id LEFT JOIN certificate c ON c.recognition_id = r.id
    WHERE NOT g.made AND g.refused IS NULL ORDER BY r.id, g.row, g.id
  ), done AS (
    UPDATE recognition r SET star = w.star, decision = w.decision, decision_key = w.decision_key,
      decided_on = w.decided_on, authority = w.authority
    FROM wanted w WHERE w.id = r.id AND (r.star, r.decision, r.decided_on, r.authority)
      IS DISTINCT FROM (w.star, w.decision, w.decided_on, w.authority)
    RETURNING r.id
  )
  UPDATE reg SET changed = true FROM done WHERE done.id = reg.recognition_id;

  -- A line by itself cannot know that it is not the first: the history does.
  WITH ordered AS (
    SELECT id, star, lag(star) OVER (PARTITION BY product_id ORDER BY year, decided_on, id) AS before FROM recognition
    WHERE product_id IN (SELECT product_id FROM reg WHERE refused IS NULL)
  )
  UPDATE recognition r SET kind = CASE WHEN o.star > o.before THEN 'upgrade' ELSE 'renewal' END
  FROM ordered o WHERE o.id = r.id AND o.before IS NOT NULL AND r.kind <> CASE WHEN o.star > o.before THEN 'upgrade' ELSE 'renewal' END;
END $$;

-- Of a product's certificates each but the last was renewed by the next. A revoked one renews nothing.
CREATE FUNCTION link_successors(p_products bigint[]) RETURNS void LANGUAGE sql AS $$
  WITH ordered AS (
    SELECT c.id, lead(c.id) OVER (PARTITION BY c.product_id ORDER BY r.year, coalesce(c.issued_on, r.decided_on), c.valid_until, c.id) AS next
    FROM certificate c JOIN recognition r ON r.id = c.recognition_id
    WHERE c.product_id = ANY (p_products) AND c.revoked_on IS NULL
  )
  UPDATE certificate c SET successor_id = o.next FROM ordered o WHERE o.id = c.id AND c.successor_id IS DISTINCT FROM o.next
$$;

CREATE FUNCTION registry_certificates(p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE reg g SET certificate_id = c.id FROM certificate c WHERE c.recognition_id = g.recognition_id AND g.refused IS NULL;
  -- What an officer recorded as revoked stays so, and is said where a file still takes it for valid.
  INSERT INTO reg_conflict
  SELECT DISTINCT ON (c.id) g.row, 'revoked', to_char(c.revoked_on, 'DD/MM/YYYY'), to_char(g.valid_until, 'DD/MM/YYYY')
  FROM reg g JOIN certificate c ON c.id = g.certificate_id
  WHERE c.revoked_on IS NOT NULL AND g.valid_until >= c.revoked_on ORDER BY c.id, g.row, g.id;
  WITH made AS (
    INSERT INTO certificate (recognition_id, product_id, producer_id, unit_code, province_code, number, number_key, star,
      issued_on, valid_until, valid_computed, note, changed_at)
    SELECT DISTINCT ON (g.recognition_id) g.recognition_id, g.product_id, p.producer_id, b.unit_code, b.province_code,
      g.number, g.number_key, g.star, g.issued_on, g.valid_until, g.valid_computed, g.note, p_at
    FROM reg g JOIN product p ON p.id = g.product_id JOIN producer b ON b.id = p.producer_id
    WHERE g.refused IS NULL AND g.certificate_id IS NULL AND g.valid_until IS NOT NULL
    ORDER BY g.recognition_id, g.row, g.id
    RETURNING recognition_id
  )
  UPDATE reg g SET made = true FROM made WHERE made.recognition_id = g.recognition_id;

  -- A last day that was printed is never replaced by a computed one.
  WITH wanted AS (
    SELECT DISTINCT ON (c.id) c.id, offered(c.kept, 'number', c.number, g.number) AS number,
      offered(c.kept, 'number', c.number_key, g.number_key) AS number_key,
      CASE WHEN c.kept ? 'star' THEN c.star ELSE g.star END AS star, coalesce(g.issued_on, c.issued_on) AS issued_on,
      CASE WHEN k.keeps THEN c.valid_until ELSE g.valid_until END AS valid_until,
      CASE WHEN k.keeps THEN c.valid_computed ELSE g.valid_computed END AS valid_computed,
      coalesce(g.note, c.note) AS note
    FROM certificate c JOIN reg g ON g.certificate_id = c.id CROSS JOIN LATERAL (SELECT c.kept ? 'validUntil'
      OR g.valid_until IS NULL OR (g.valid_computed AND NOT c.valid_computed) AS keeps) k
    WHERE g.refused IS NULL ORDER BY c.id, g.row, g.id
  ), done AS (
    UPDATE certificate c SET number = w.number, number_key = w.number_key, star = w.star, issued_on = w.issued_on,
      valid_until = w.valid_until, valid_computed = w.valid_computed, note = w.note, version = c.version + 1, changed_at = p_at
    FROM wanted w WHERE w.id = c.id AND (c.number, c.star, c.issued_on, c.valid_until, c.valid_computed, c.note)
      IS DISTINCT FROM (w.number, w.star, w.issued_on, w.valid_until, w.valid_computed, w.note)
    RETURNING c.id
  )
  UPDATE reg SET changed = true FROM done WHERE done.id = reg.certificate_id;

  PERFORM link_successors(ARRAY(SELECT DISTINCT product_id FROM reg WHERE refused IS NULL));
END $$;

-- What became of the rows. Numbers are lines of the file.
CREATE FUNCTION registry_apply(p_at bigint) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  v_at timestamptz := at_ms(p_at);
BEGIN
  ANALYZE reg;
  PERFORM registry_producers(v_at);
  PERFORM registry_products(v_at);
  PERFORM registry_recognitions(v_at);
  PERFORM registry_certificates(v_at);
  -- A producer that only refused lines named is nobody.
  DELETE FROM producer b USING reg g WHERE b.id = g.producer_id AND g.refused IS NOT NULL AND b.changed_at = v_at
    AND NOT EXISTS (SELECT 1 FROM product p WHERE p.producer_id = b.id);
  RETURN (
    WITH lines AS (SELECT row, bool_or(made) AS made, bool_or(changed) AS changed, max(refused) AS refused FROM reg GROUP BY row)
    SELECT json_build_object(
      'created', coalesce((SELECT json_agg(row ORDER BY row) FROM lines WHERE refused IS NULL AND made), '[]'),
      'updated', coalesce((SELECT json_agg(row ORDER BY row) FROM lines WHERE refused IS NULL AND NOT made AND changed), '[]'),
      'unchanged', (SELECT count(*) FROM lines WHERE refused IS NULL AND NOT made AND NOT changed),
      'refused', coalesce((SELECT json_agg(json_build_object('row', row, 'code', refused) ORDER BY row) FROM lines
        WHERE refused IS NOT NULL), '[]'),
      'conflicts', coalesce((SELECT json_agg(c ORDER BY c.row, c.field) FROM reg_conflict c), '[]')));
END $$;

-- ---------------------------------------------------------------- notice register

-- Every notice of a unit's certificates with what the ledger knows of it, and who called or wrote.
CREATE VIEW certificate_notice_record AS
SELECT n.id, n.certificate_id, n.about, n.contact_id, c.name AS person, p.channel,
  CASE WHEN n.reason = 'not_met' THEN 'not_met' ELSE coalesce(p.state, n.outcome) END AS state,
  CASE WHEN n.done_by IS NULL THEN coalesce(p.reason, n.reason) ELSE o.name END AS reason, n.at AS planned_at, p.handed_at, p.delivered_at, p.seen_at
FROM certificate_notice n LEFT JOIN parcel p ON p.id = n.parcel_id LEFT JOIN contact c ON c.id = n.contact_id
  LEFT JOIN contact o ON o.id = n.done_by;

-- Of the certificates of these units that are still valid and whose day -180, -120 or -30 has come: whose owners had been
-- told before that day. A message counts when its channel took it, and so does a call or a letter. Who had filed or declined by then needs no notice.
CREATE FUNCTION notice_coverage(p_units text[], p_today date) RETURNS jsonb LANGUAGE sql STABLE AS $$
  WITH due AS (
    SELECT c.id, c.valid_until, m.days, (c.valid_until - m.days)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' AS by
    FROM certificate c CROSS JOIN (VALUES (180), (120), (30)) AS m (days)
    WHERE (c.unit_code = ANY (p_units) OR c.province_code = ANY (p_units)) AND c.valid_until BETWEEN p_today AND p_today + m.days
      AND c.revoked_on IS NULL AND c.stopped_on IS NULL AND c.successor_id IS NULL
      AND (c.declined_on IS NULL OR c.declined_on >= c.valid_until - m.days)
      AND NOT EXISTS (SELECT 1 FROM renewal_filing f WHERE f.certificate_id = c.id AND f.filed_on < c.valid_until - m.days)
  ), told AS (
    SELECT d.*, EXISTS (SELECT 1 FROM certificate_notice n LEFT JOIN parcel p ON p.id = n.parcel_id
      WHERE n.certificate_id = d.id AND (p.state IN ('handed', 'delivered', 'seen') AND p.handed_at < d.by
        OR n.outcome IN ('called', 'letter') AND n.at < d.by)) AS noticed
    FROM due d
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('days', days, 'total', total, 'noticed', noticed, 'missing', missing) ORDER BY days DESC), '[]')
  FROM (
    SELECT days, count(*) AS total, count(*) FILTER (WHERE noticed) AS noticed, coalesce((
      SELECT jsonb_agg(certificate_view(r) ORDER BY r.valid_until, r.id) FROM certificate_record r
      WHERE r.id IN (SELECT w.id FROM told w WHERE w.days = t.days AND NOT w.noticed ORDER BY w.valid_until, w.id LIMIT 8)), '[]') AS missing
    FROM told t GROUP BY days) s
$$;

-- ---------------------------------------------------------------- files sent in chat

-- CreateTable
CREATE TABLE "registry_file" (
    "id" BIGSERIAL NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "media_id" TEXT,
    "line" JSONB,
    "file_name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "report" JSONB,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "registry_file_pkey" PRIMARY KEY ("id")
);
ALTER TABLE registry_file ADD CONSTRAINT registry_file_state_check CHECK (
  state IN ('sent', 'tried', 'taken', 'written', 'refused'));
CREATE INDEX registry_file_waiting_idx ON registry_file (id) WHERE state IN ('sent', 'taken');

-- Takes the next file to be read; one whose reader died is free again after the lease. Gives also where to answer.
CREATE FUNCTION next_registry_file(p_lease bigint, p_at bigint) RETURNS json LANGUAGE sql AS $$
  WITH next AS (
    SELECT id FROM registry_file WHERE state IN ('sent', 'taken')
      AND (claimed_at IS NULL OR claimed_at <= at_ms(p_at - p_lease))
    ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1
  ), taken AS (
    UPDATE registry_file f SET claimed_at = at_ms(p_at) FROM next WHERE f.id = next.id RETURNING f.*
  )
  SELECT json_build_object('id', t.id::text, 'contactId', t.contact_id::text, 'unit', t.unit_code, 'media', t.media_id,
    'line', t.line, 'fileName', t.file_name, 'state', t.state, 'language', coalesce(c.language, 'vi'), 'channel', a.channel, 'address', a.external_id)
  FROM taken t JOIN contact c ON c.id = t.contact_id
    LEFT JOIN LATERAL (SELECT channel, external_id FROM address WHERE contact_id = c.id AND state = 'ok'
      ORDER BY preferred DESC, last_used_at DESC LIMIT 1) a ON true
$$;

-- ---------------------------------------------------------------- ended before their day

-- Revoked by decision, stopped by the commune's word, or neither (restored). NULL when somebody was faster or it is not
-- theirs; p_officer NULL is the operator.
CREATE FUNCTION end_certificate(p_id bigint, p_seen int, p_revoked date, p_reason text, p_decision text, p_stopped date,
  p_officer bigint, p_at bigint) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_product bigint;
BEGIN
  UPDATE certificate SET revoked_on = p_revoked, revoke_reason = p_reason, revoke_decision = p_decision,
    stopped_on = p_stopped, version = version + 1, changed_at = at_ms(p_at)
  WHERE id = p_id AND version = p_seen AND (p_officer IS NULL OR EXISTS (SELECT 1 FROM officer_unit u
    WHERE u.contact_id = p_officer AND u.unit_code IN (certificate.unit_code, certificate.province_code)))
  RETURNING product_id INTO v_product;
  IF NOT FOUND THEN RETURN NULL; END IF;
  PERFORM link_successors(ARRAY[v_product]);
  -- What was silent only because of a mistaken entry is looked at again.
  IF p_revoked IS NULL AND p_stopped IS NULL THEN
    DELETE FROM reminder WHERE certificate_id = p_id AND state = 'stopped' AND reason IN ('revoked', 'stopped');
  END IF;
  RETURN (SELECT certificate_view(r) FROM certificate_record r WHERE r.id = p_id);
END $$;

-- The parcels that tell people of it stand in the register of notices.
CREATE FUNCTION note_parcels(p_certificate bigint, p_about text, p_parcels jsonb, p_at bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO certificate_notice (certificate_id, about, contact_id, parcel_id, at)
  SELECT p_certificate, p_about, x."contactId", x."parcelId", at_ms(p_at)
  FROM jsonb_to_recordset(p_parcels) AS x("contactId" bigint, "parcelId" text)
  ON CONFLICT DO NOTHING
$$;

-- ---------------------------------------------------------------- corrections

-- An officer sets a field by hand; from then on no file overwrites it. NULL when somebody was faster or it is not theirs.
CREATE FUNCTION correct_certificate(p_id bigint, p_seen int, p_field text, p_value text, p_key text, p_officer bigint, p_at bigint)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  c certificate;
  v_kept jsonb := jsonb_build_object(p_field, jsonb_build_object('by', p_officer::text, 'at', p_at));
BEGIN
  UPDATE certificate SET version = version + 1, changed_at = at_ms(p_at),
    number = CASE WHEN p_field = 'number' THEN p_value ELSE number END,
    number_key = CASE WHEN p_field = 'number' THEN p_key ELSE number_key END,
    valid_until = CASE WHEN p_field = 'validUntil' THEN p_value::date ELSE valid_until END,
    valid_computed = valid_computed AND p_field <> 'validUntil',
    kept = CASE WHEN p_field IN ('number', 'validUntil') THEN kept || v_kept ELSE kept END
  WHERE id = p_id AND version = p_seen AND EXISTS (SELECT 1 FROM officer_unit u WHERE u.contact_id = p_officer
    AND u.unit_code IN (certificate.unit_code, certificate.province_code)) RETURNING * INTO c;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF p_field = 'product' THEN
    UPDATE product SET name = p_value, name_key = p_key, kept = kept || v_kept, version = version + 1, changed_at = at_ms(p_at)
    WHERE id = c.product_id;
  ELSIF p_field IN ('phone', 'representative') THEN
    UPDATE producer SET phone = CASE WHEN p_field = 'phone' THEN p_value ELSE phone END,
      representative = CASE WHEN p_field = 'representative' THEN p_value ELSE representative END,
      kept = kept || v_kept, version = version + 1, changed_at = at_ms(p_at)
    WHERE id = c.producer_id;
  END IF;
  RETURN (SELECT certificate_view(r) FROM certificate_record r WHERE r.id = p_id);
END $$;

-- Calls of officers, official letters as drafts, and figures of the registry.

-- ---------------------------------------------------------------- calls

-- Whom an officer should call: owners that no message reached, the most urgent first. A call or letter about a rule ends it
-- until the next rule falls due; whoever was not met stays, behind the others, so that nobody is lost before a letter goes.
CREATE FUNCTION owner_calls(p_units text[], p_certificate bigint, p_limit int) RETURNS SETOF json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('certificateId', z.id::text, 'product', p.name, 'star', z.star, 'producer', b.name,
    'phone', b.phone, 'representative', b.representative, 'unit', z.unit_code, 'validUntil', z.valid_until, 'rule', d.rule,
    'reason', d.reason, 'computed', z.valid_computed,
    'triedOn', to_char(n.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'))
  FROM certificate z JOIN LATERAL (
      SELECT * FROM reminder m WHERE m.certificate_id = z.id AND m.subject = 'certificate:' || z.id AND m.anchor = z.valid_until
        AND m.state <> 'missed' ORDER BY m.due_on DESC LIMIT 1) d ON d.state = 'unreachable'
    JOIN product p ON p.id = z.product_id JOIN producer b ON b.id = z.producer_id
    LEFT JOIN certificate_notice n ON n.certificate_id = z.id AND n.about = d.rule AND n.contact_id IS NULL
      AND n.parcel_id IS NULL AND n.at >= d.found_at AND n.done_by IS NOT NULL
  WHERE (z.unit_code = ANY (p_units) OR z.province_code = ANY (p_units)) AND EXISTS (SELECT 1 FROM reminder_stop(z.id, 'infinity') s WHERE s.stop IS NULL)
    AND (p_certificate IS NULL OR z.id = p_certificate)
    AND (n.outcome IS NULL OR n.outcome = 'unreachable')
  ORDER BY n.at IS NOT NULL, z.valid_until, z.id LIMIT p_limit
$$;

CREATE FUNCTION reminder_calls(p_units text[], p_limit int) RETURNS SETOF json LANGUAGE sql STABLE AS $$
  SELECT owner_calls(p_units, NULL, p_limit)
$$;

-- Writes down a call or letter about what is due for a certificate of the officer's units. False when it is no longer due.
CREATE FUNCTION note_call(p_officer bigint, p_certificate bigint, p_rule text, p_outcome text, p_reason text, p_at bigint)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM owner_calls(ARRAY(SELECT unit_code FROM officer_unit WHERE contact_id = p_officer), p_certificate, 1) c
    WHERE c ->> 'rule' = p_rule) THEN RETURN false; END IF;
  INSERT INTO certificate_notice (certificate_id, about, outcome, reason, at, done_by)
  VALUES (p_certificate, p_rule, p_outcome, p_reason, at_ms(p_at), p_officer)
  ON CONFLICT (certificate_id, about, coalesce(contact_id, 0), coalesce(parcel_id, ''))
  DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason, at = excluded.at, done_by = excluded.done_by;
  RETURN true;
END $$;

-- ---------------------------------------------------------------- letters

-- CreateTable
CREATE TABLE "letter_head" (
    "unit_code" TEXT NOT NULL,
    "head" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "letter_head_pkey" PRIMARY KEY ("unit_code")
);

-- CreateTable
CREATE TABLE "letter_number" (
    "unit_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "letter_number_pkey" PRIMARY KEY ("unit_code","year")
);

-- CreateTable
CREATE TABLE "letter" (
    "id" TEXT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "on" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "certificates" BIGINT[],
    "offering" TEXT,
    "made_by" BIGINT,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "letter_unit_code_year_number_key" ON "letter"("unit_code", "year", "number");

-- What the letters of a unit would be about: owners to be told on paper, certificates whose window is open, dossiers received
-- and not yet forwarded.
CREATE FUNCTION letter_subjects(p_unit text, p_kind text, p_today date) RETURNS TABLE (id bigint) LANGUAGE sql STABLE AS $$
  SELECT (c ->> 'certificateId')::bigint FROM owner_calls(ARRAY[p_unit], NULL, 2000) c WHERE p_kind = 'renewal'
  UNION ALL
  SELECT r.id FROM certificate_record r WHERE (r.unit_code = p_unit OR r.province_code = p_unit) AND CASE p_kind
    WHEN 'list' THEN certificate_status(r.valid_until, r.revoked_on, r.renewed, r.filing_state, p_today) = 'renewal_window' AND r.stopped_on IS NULL
    WHEN 'transmittal' THEN r.filing_state = 'confirmed' AND NOT r.renewed AND r.revoked_on IS NULL
    ELSE false END
$$;

CREATE FUNCTION letter_scope(p_officer bigint, p_today date) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('unit', u.unit_code, 'kind', k.kind, 'count', n.count)
    ORDER BY u.unit_code, k.position), '[]')
  FROM officer_unit u CROSS JOIN unnest(ARRAY['renewal', 'list', 'transmittal']) WITH ORDINALITY AS k (kind, position)
    CROSS JOIN LATERAL (SELECT count(*) AS count FROM letter_subjects(u.unit_code, k.kind, p_today)) n
  WHERE u.contact_id = p_officer AND n.count > 0
$$;

-- Puts a draft into the register of the unit and year; the same message again gives the number it has. NULL when there is
-- nothing to write about, or the unit is not the officer's.
CREATE FUNCTION draft_letter(p_id text, p_unit text, p_on date, p_kind text, p_subject text, p_certificate bigint,
  p_offering text, p_by bigint, p_at bigint) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_year int := extract(year FROM p_on);
  v_number int;
  v_ids bigint[];
BEGIN
  IF NOT EXISTS (SELECT 1 FROM officer_unit WHERE contact_id = p_by AND unit_code = p_unit) THEN RETURN NULL; END IF;
  v_ids := CASE WHEN p_offering IS NOT NULL THEN '{}'
    WHEN p_certificate IS NOT NULL THEN ARRAY(SELECT id FROM certificate WHERE id = p_certificate AND p_unit IN (unit_code, province_code))
    ELSE ARRAY(SELECT id FROM letter_subjects(p_unit, p_kind, p_on)) END;
  IF p_offering IS NULL AND cardinality(v_ids) = 0 THEN RETURN NULL; END IF;
  INSERT INTO letter_number (unit_code, year, last) VALUES (p_unit, v_year, 0) ON CONFLICT DO NOTHING;
  PERFORM 1 FROM letter_number WHERE unit_code = p_unit AND year = v_year FOR UPDATE;
  SELECT number INTO v_number FROM letter WHERE id = p_id;
  IF FOUND THEN RETURN v_number; END IF;
  UPDATE letter_number SET last = last + 1 WHERE unit_code = p_unit AND year = v_year RETURNING last INTO v_number;
  INSERT INTO letter (id, unit_code, year, number, "on", kind, subject, certificates, offering, made_by, made_at)
  VALUES (p_id, p_unit, v_year, v_number, p_on, p_kind, p_subject, v_ids, p_offering, p_by, at_ms(p_at));
  RETURN v_number;
END $$;

-- A draft with the head of its office and what it is about, as it stands today.
CREATE FUNCTION letter_view(l letter) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', l.id, 'unit', l.unit_code, 'year', l.year, 'number', l.number, 'on', l."on", 'kind', l.kind,
    'subject', l.subject, 'offering', l.offering, 'madeBy', (SELECT name FROM contact WHERE id = l.made_by),
    'head', (SELECT head FROM letter_head h WHERE h.unit_code = l.unit_code),
    'certificates', coalesce((SELECT jsonb_agg(certificate_view(r) ORDER BY r.unit_code, r.valid_until, r.id)
      FROM certificate_record r WHERE r.id = ANY (l.certificates)), '[]'))
$$;

-- The drafts were printed and sent: the notice register says so for every certificate that still waits. Gives how many.
CREATE FUNCTION post_letters(p_letter text, p_officer bigint, p_at bigint) RETURNS int LANGUAGE sql AS $$
  SELECT count(*) FILTER (WHERE note_call(p_officer, c.id, o.call ->> 'rule', 'letter', NULL, p_at))::int
  FROM letter l CROSS JOIN unnest(l.certificates) AS c (id)
    CROSS JOIN LATERAL owner_calls(ARRAY(SELECT unit_code FROM officer_unit WHERE contact_id = p_officer), c.id, 1) AS o (call)
  WHERE l.id = p_letter AND l.kind = 'renewal'
$$;

-- ---------------------------------------------------------------- figures

-- CreateTable
CREATE TABLE "figure_led" (
    "unit_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "women" INTEGER,
    "minority" INTEGER,
    "changed_by" BIGINT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "figure_led_pkey" PRIMARY KEY ("unit_code","year")
);

-- What a commune or province reached in a year. The stock is that of p_day: the day asked, or the last day of a past year.
CREATE FUNCTION registry_figures(p_unit text, p_year int, p_day date) RETURNS jsonb LANGUAGE sql STABLE AS $$
  WITH own AS (
    SELECT r.* FROM certificate_record r WHERE (r.unit_code = p_unit OR r.province_code = p_unit)
  ), valid AS (
    SELECT DISTINCT ON (product_id) star FROM own
    WHERE coalesce(issued_on, decided_on, make_date(year, 1, 1)) <= p_day AND valid_until >= p_day
      AND (revoked_on IS NULL OR revoked_on > p_day)
    ORDER BY product_id, year DESC, id DESC
  ), ended AS (
    SELECT renewed OR filing_state = 'granted' AS again FROM own
    WHERE extract(year FROM valid_until) = p_year AND valid_until < p_day AND revoked_on IS NULL
  ), held AS (
    SELECT o.id, o.kind FROM offering o LEFT JOIN admin_unit u ON u.code = o.unit_code
    WHERE (o.unit_code = p_unit OR u.province_code = p_unit) AND o.state IN ('open', 'done')
      AND (SELECT min(s.day) FROM offering_session s WHERE s.offering_id = o.id) BETWEEN make_date(p_year, 1, 1) AND p_day
  ), came AS (
    -- Whoever has no account is known by number and name.
    SELECT DISTINCT s.offering_id, a.claim_id, CASE
        WHEN c.attendee IS NOT NULL THEN coalesce(c.attendee_phone, '') || '|' || lower(c.attendee)
        ELSE coalesce(c.contact_id::text, c.person) END AS who
    FROM attendance a JOIN offering_session s ON s.id = a.session_id JOIN seat_claim c ON c.id = a.claim_id
    WHERE a.state IN ('present', 'late') AND s.offering_id IN (SELECT id FROM held WHERE kind = 'class')
  )
  SELECT jsonb_build_object('unit', p_unit, 'year', p_year,
    'newProducts', (SELECT jsonb_build_object('3', count(*) FILTER (WHERE star = 3), '4', count(*) FILTER (WHERE star = 4),
      '5', count(*) FILTER (WHERE star = 5)) FROM own WHERE kind = 'first' AND year = p_year),
    'upgraded', (SELECT count(*) FROM own WHERE kind = 'upgrade' AND year = p_year),
    'stock', (SELECT jsonb_build_object('3', count(*) FILTER (WHERE star = 3), '4', count(*) FILTER (WHERE star = 4),
      '5', count(*) FILTER (WHERE star = 5)) FROM valid),
    'ended', (SELECT count(*) FROM ended), 'renewed', (SELECT count(*) FILTER (WHERE again) FROM ended),
    'classes', (SELECT count(*) FROM held WHERE kind = 'class'),
    'trained', (SELECT count(*) FROM came), 'trainedPeople', (SELECT count(DISTINCT who) FROM came),
    'events', (SELECT count(*) FROM held WHERE kind NOT IN ('class', 'evaluation_round')))
$$;

-- Reminders: rules as data, one row for each rule that fell due, and whom it was told.

CREATE TABLE "reminder_rule" (
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "about" TEXT NOT NULL,
    "days" INTEGER,
    "working_days" INTEGER,
    "audience" TEXT[],
    "words" TEXT NOT NULL,
    "late_days" INTEGER NOT NULL,
    "retired" BOOLEAN NOT NULL DEFAULT false,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_rule_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "holiday" (
    "day" DATE NOT NULL,
    "worked" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("day")
);

CREATE TABLE "noted_date" (
    "id" BIGSERIAL NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "certificate_id" BIGINT,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "noted_date_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "reminder" (
    "subject" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "anchor" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "certificate_id" BIGINT,
    "note_id" BIGINT,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("subject","rule","anchor")
);

CREATE TABLE "reminder_told" (
    "subject" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "anchor" DATE NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "role" TEXT NOT NULL,
    "parcel_id" TEXT,
    "reason" TEXT,
    "planned" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "reminder_told_pkey" PRIMARY KEY ("subject","rule","anchor","contact_id")
);

CREATE TABLE "programme_day" (
    "id" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "advised_on" DATE,
    "held_before" DATE,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "programme_day_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "reminder_sweep" (
    "id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "run" INTEGER NOT NULL,

    CONSTRAINT "reminder_sweep_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "noted_date_contact_id_idx" ON "noted_date"("contact_id");
CREATE INDEX "noted_date_on_idx" ON "noted_date"("on");
CREATE INDEX "reminder_certificate_id_idx" ON "reminder"("certificate_id");
CREATE INDEX "reminder_told_parcel_id_idx" ON "reminder_told"("parcel_id");

-- What is still to be done, found without looking at the rest.
CREATE INDEX reminder_due_idx ON reminder (subject) WHERE state = 'due';
CREATE INDEX certificate_stopped_idx ON certificate (stopped_on) WHERE stopped_on IS NOT NULL AND revoked_on IS NULL;
CREATE INDEX reminder_snoozed_idx ON reminder (certificate_id) WHERE state = 'unreachable' AND reason = 'snoozed';
CREATE INDEX parcel_reminder_lost_idx ON parcel (planned_at) WHERE cause_kind = 'reminder' AND state IN ('failed', 'suppressed');
CREATE INDEX reminder_told_unplanned_idx ON reminder_told (parcel_id) WHERE NOT planned AND parcel_id IS NOT NULL;
CREATE INDEX "noted_date_changed_at_idx" ON "noted_date"("changed_at");
CREATE INDEX "certificate_changed_at_idx" ON "certificate"("changed_at");

-- Working days after a day, Monday to Friday without holidays and with the weekends that are worked; the day itself does not
-- count (core/working-day.ts).
CREATE FUNCTION add_working_days(p_from date, p_count int) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT d FROM (
    SELECT d::date AS d, row_number() OVER (ORDER BY d) AS n
    FROM generate_series(p_from + 1, p_from + p_count * 2 + 40, interval '1 day') d
      LEFT JOIN holiday h ON h.day = d::date
    WHERE coalesce(h.worked, extract(isodow FROM d) < 6)
  ) open WHERE n = p_count
$$;

-- Why a certificate's chain has ended; NULL while it goes on. A set of one row, so that it is planned as part of its query.
CREATE FUNCTION reminder_stop(p_certificate bigint, p_today date) RETURNS TABLE (stop text) LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN c.revoked_on <= p_today THEN 'revoked'
    WHEN c.successor_id IS NOT NULL OR f.state = 'granted' THEN 'renewed'
    WHEN c.stopped_on IS NOT NULL THEN 'stopped'
    WHEN f.state IN ('confirmed', 'forwarded') THEN 'filed'
    WHEN f.state = 'said' THEN 'said_filed'
    WHEN c.declined_on IS NOT NULL THEN 'declined' END
  FROM certificate c
    LEFT JOIN LATERAL (SELECT state FROM renewal_filing l WHERE l.certificate_id = c.id ORDER BY l.said_at DESC, l.id DESC LIMIT 1) f
      ON true
  WHERE c.id = p_certificate
$$;

-- Brings rules and holidays up to date: [{id, position, about, days, workingDays, audience, words, lateDays}].
CREATE FUNCTION reminders_load(p_rules jsonb, p_holidays jsonb, p_worked jsonb, p_at bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO reminder_rule AS r (id, position, about, days, working_days, audience, words, late_days, changed_at)
  SELECT x.id, x.position, x.about, x.days, x."workingDays", x.audience, x.words, x."lateDays", at_ms(p_at)
  FROM jsonb_to_recordset(p_rules) AS x(id text, position int, about text, days int, "workingDays" int, audience text[],
    words text, "lateDays" int)
  ON CONFLICT (id) DO UPDATE SET position = excluded.position, about = excluded.about, days = excluded.days,
    working_days = excluded.working_days, audience = excluded.audience, words = excluded.words,
    late_days = excluded.late_days, retired = false, changed_at = excluded.changed_at
  WHERE (r.position, r.about, r.days, r.working_days, r.audience, r.words, r.late_days, r.retired)
    IS DISTINCT FROM (excluded.position, excluded.about, excluded.days, excluded.working_days, excluded.audience,
      excluded.words, excluded.late_days, false);
  UPDATE reminder_rule SET retired = true
  WHERE NOT retired AND id NOT IN (SELECT x ->> 'id' FROM jsonb_array_elements(p_rules) x);
  DELETE FROM holiday WHERE day NOT IN (SELECT x::date FROM jsonb_array_elements_text(p_holidays || p_worked) x);
  INSERT INTO holiday AS h (day, worked)
  SELECT x::date, false FROM jsonb_array_elements_text(p_holidays) x
  UNION ALL SELECT x::date, true FROM jsonb_array_elements_text(p_worked) x
  ON CONFLICT (day) DO UPDATE SET worked = excluded.worked WHERE h.worked <> excluded.worked;
END $$;

-- Brings the days of the programme up to date: [{id, about, province, on, advisedOn, heldBefore}]; the id is the subject of
-- its reminders.
CREATE FUNCTION programme_load(p_days jsonb, p_at bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM programme_day WHERE id NOT IN (SELECT x ->> 'id' FROM jsonb_array_elements(p_days) x);
  INSERT INTO programme_day AS d (id, about, province_code, "on", advised_on, held_before, changed_at)
  SELECT x.id, x.about, x.province, x."on", x."advisedOn", x."heldBefore", at_ms(p_at)
  FROM jsonb_to_recordset(p_days) AS x(id text, about text, province text, "on" date, "advisedOn" date, "heldBefore" date)
  ON CONFLICT (id) DO UPDATE SET about = excluded.about, "on" = excluded."on", advised_on = excluded.advised_on,
    held_before = excluded.held_before, changed_at = excluded.changed_at
  WHERE (d.about, d."on", d.advised_on, d.held_before)
    IS DISTINCT FROM (excluded.about, excluded."on", excluded.advised_on, excluded.held_before);
END $$;

-- Finds what fell due since the last time, up to today, and what became due because a date or a rule changed. Of several
-- rules of one subject the latest is due, the others are missed. Gives how many are due.
CREATE FUNCTION reminders_find(p_today date, p_at bigint) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  v_last date;
  v_since timestamptz;
  v_due int;
BEGIN
  -- One process at a time; the next one finds nothing left to do.
  PERFORM pg_advisory_xact_lock(7210020);
  SELECT day, at - interval '10 minutes' INTO v_last, v_since FROM reminder_sweep WHERE id = 1;
  v_last := coalesce(v_last, '-infinity');
  v_since := coalesce(v_since, '-infinity');
  WITH rule AS (
    SELECT *, CASE WHEN changed_at > v_since THEN '-infinity'::date ELSE v_last END AS done_to
    FROM reminder_rule WHERE NOT retired
  ), found AS (
    SELECT 'certificate:' || c.id AS subject, r.id AS rule, c.valid_until AS anchor, c.valid_until + r.days AS due_on,
      r.position, r.late_days, c.id AS certificate_id, NULL::bigint AS note_id
    FROM rule r JOIN certificate c ON c.valid_until > r.done_to - r.days AND c.valid_until <= p_today - r.days
    WHERE r.about = 'certificate' AND c.changed_at <= v_since
    UNION ALL
    SELECT 'certificate:' || c.id, r.id, c.valid_until, c.valid_until + r.days, r.position, r.late_days, c.id, NULL
    FROM certificate c JOIN rule r ON r.about = 'certificate' AND c.valid_until <= p_today - r.days
    WHERE c.changed_at > v_since
    UNION ALL
    SELECT 'filing:' || f.id, r.id, f.filed_on, d.due_on, r.position, r.late_days, f.certificate_id, NULL
    FROM rule r JOIN renewal_filing f ON f.state = 'confirmed' AND f.filed_on IS NOT NULL
      CROSS JOIN LATERAL (SELECT coalesce(f.filed_on + r.days, add_working_days(f.filed_on, r.working_days)) AS due_on) d
    WHERE r.about = 'filing' AND d.due_on <= p_today
    UNION ALL
    SELECT 'forwarded:' || f.id, r.id, f.forwarded_on, d.due_on, r.position, r.late_days, f.certificate_id, NULL
    FROM rule r JOIN renewal_filing f ON f.state = 'forwarded' AND f.forwarded_on IS NOT NULL
      CROSS JOIN LATERAL (SELECT coalesce(f.forwarded_on + r.days, add_working_days(f.forwarded_on, r.working_days)) AS due_on) d
    WHERE r.about = 'forwarded' AND d.due_on <= p_today
    UNION ALL
    SELECT 'stopped:' || c.id, r.id, c.stopped_on, d.due_on, r.position, r.late_days, c.id, NULL
    FROM rule r JOIN certificate c ON c.stopped_on IS NOT NULL AND c.revoked_on IS NULL
      CROSS JOIN LATERAL (SELECT coalesce(c.stopped_on + r.days, add_working_days(c.stopped_on, r.working_days)) AS due_on) d
    WHERE r.about = 'stopped' AND d.due_on <= p_today
    UNION ALL
    SELECT 'note:' || n.id, r.id, n.on, n.on + r.days, r.position, r.late_days, n.certificate_id, n.id
    FROM rule r JOIN noted_date n ON n.done_at IS NULL AND n.on <= p_today - r.days
      AND (n.on > r.done_to - r.days OR n.changed_at > v_since)
    WHERE r.about = 'note'
    UNION ALL
    SELECT g.id, r.id, g.on, g.on + r.days, r.position, r.late_days, NULL, NULL
    FROM rule r JOIN programme_day g ON g.about = r.about AND g.on <= p_today - r.days
      AND (g.on > r.done_to - r.days OR g.changed_at > v_since)
  ), fresh AS (
    SELECT f.*, row_number() OVER (PARTITION BY subject ORDER BY due_on DESC, position DESC) AS n
    FROM found f WHERE NOT EXISTS (
      SELECT 1 FROM reminder m WHERE m.subject = f.subject AND m.rule = f.rule AND m.anchor = f.anchor)
  ), judged AS (
    -- The clocks of a dossier (filing, forwarded) run until the certificate itself is ended.
    SELECT f.*, CASE WHEN f.subject LIKE 'certificate:%' THEN s.stop
        WHEN f.subject LIKE 'f%' AND s.stop IN ('revoked', 'stopped') THEN s.stop END AS stop,
      f.n > 1 OR EXISTS (SELECT 1 FROM reminder m WHERE m.subject = f.subject AND m.anchor = f.anchor AND m.due_on >= f.due_on)
        AS overtaken
    FROM fresh f LEFT JOIN LATERAL reminder_stop(f.certificate_id, p_today) s ON true
  )
  INSERT INTO reminder (subject, rule, anchor, due_on, certificate_id, note_id, state, reason, found_at)
  SELECT subject, rule, anchor, due_on, certificate_id, note_id,
    CASE WHEN overtaken THEN 'missed' WHEN stop IS NOT NULL THEN 'stopped' WHEN due_on + late_days < p_today THEN 'missed'
      ELSE 'due' END,
    CASE WHEN overtaken THEN 'later_rule' WHEN stop IS NOT NULL THEN stop WHEN due_on + late_days < p_today THEN 'too_late' END,
    at_ms(p_at)
  FROM judged
  ON CONFLICT DO NOTHING;
  INSERT INTO reminder_sweep (id, day, at, run) VALUES (1, p_today, at_ms(p_at), 1)
  ON CONFLICT (id) DO UPDATE SET day = greatest(reminder_sweep.day, excluded.day),
    at = greatest(reminder_sweep.at, excluded.at), run = reminder_sweep.run + 1;
  -- A snooze that is over: its latest reminder is told after all.
  UPDATE reminder d SET state = 'due', reason = NULL
  WHERE d.state = 'unreachable' AND d.reason = 'snoozed' AND d.found_at > at_ms(p_at) - interval '400 days'
    AND NOT EXISTS (SELECT 1 FROM certificate_snooze s WHERE s.certificate_id = d.certificate_id AND s.until > p_today)
    AND NOT EXISTS (SELECT 1 FROM reminder l WHERE l.subject = d.subject AND l.anchor = d.anchor AND l.due_on > d.due_on)
    AND EXISTS (SELECT 1 FROM reminder_stop(d.certificate_id, p_today) s WHERE s.stop IS NULL);
  SELECT count(*) INTO v_due FROM reminder WHERE state = 'due';
  RETURN v_due;
END $$;

-- Who is to hear of what is due: owners of the producer, officers of the commune (of the province where it has none), the
-- province; one parcel each for everything of this run. Whoever cannot be told has the reason beside.
CREATE FUNCTION reminders_address(p_today date, p_at bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_run int;
BEGIN
  PERFORM pg_advisory_xact_lock(7210020);
  SELECT run INTO v_run FROM reminder_sweep WHERE id = 1;
  DELETE FROM reminder_told t USING reminder d
  WHERE d.state = 'due' AND t.subject = d.subject AND t.rule = d.rule AND t.anchor = d.anchor AND t.parcel_id IS NULL;
  INSERT INTO reminder_told (subject, rule, anchor, contact_id, role, parcel_id, reason)
  SELECT w.subject, w.rule, w.anchor, w.contact_id, 'owner', CASE WHEN w.reason IS NULL THEN 'm:' || v_run || ':' || w.contact_id END, w.reason
  FROM (
    SELECT d.subject, d.rule, d.anchor, c.id AS contact_id, CASE
        WHEN z.until > p_today THEN 'snoozed'
        WHEN c.erased_at IS NOT NULL THEN 'erased'
        WHEN 'reminder' = ANY (c.opted_out) THEN 'opted_out'
        WHEN NOT (coalesce((c.consents ->> 'service')::boolean, false) AND coalesce((c.consents ->> 'reminders')::boolean, false))
          THEN 'no_consent'
        WHEN NOT EXISTS (SELECT 1 FROM address a WHERE a.contact_id = c.id AND a.state = 'ok') THEN 'blocked' END AS reason
    FROM (
      SELECT e.*, m.contact_id FROM reminder e JOIN certificate y ON y.id = e.certificate_id
        JOIN producer_member m ON m.producer_id = y.producer_id
      WHERE e.state = 'due' AND e.note_id IS NULL
      UNION ALL
      SELECT e.*, n.contact_id FROM reminder e JOIN noted_date n ON n.id = e.note_id WHERE e.state = 'due'
      UNION ALL
      -- Those on the way to a first evaluation: their idea was taken up, and they have no certificate yet.
      SELECT DISTINCT e.*, i.contact_id FROM reminder e JOIN programme_day g ON g.id = e.subject
        JOIN idea i ON i.province_code = g.province_code AND i.status = 'accepted'
      WHERE e.state = 'due' AND NOT EXISTS (SELECT 1 FROM producer_member m WHERE m.contact_id = i.contact_id)
    ) d JOIN reminder_rule r ON r.id = d.rule AND 'owner' = ANY (r.audience)
      JOIN contact c ON c.id = d.contact_id
      LEFT JOIN certificate_snooze z ON z.certificate_id = d.certificate_id AND z.contact_id = d.contact_id
  ) w
  ON CONFLICT DO NOTHING;
  INSERT INTO reminder_told (subject, rule, anchor, contact_id, role, parcel_id, reason)
  SELECT w.subject, w.rule, w.anchor, w.contact_id, 'officer', CASE WHEN w.reason IS NULL THEN 'm:' || v_run || ':' || w.contact_id END, w.reason
  FROM (
    SELECT d.subject, d.rule, d.anchor, u.contact_id, CASE
        WHEN NOT EXISTS (SELECT 1 FROM address a WHERE a.contact_id = u.contact_id AND a.state = 'ok') THEN 'blocked' END AS reason
    FROM reminder d JOIN reminder_rule r ON r.id = d.rule AND r.audience && ARRAY['officer', 'province']
      JOIN certificate z ON z.id = d.certificate_id
      JOIN officer_unit u ON u.unit_code IN (z.unit_code, z.province_code)
    WHERE d.state = 'due' AND (
      ('officer' = ANY (r.audience) AND (u.unit_code = z.unit_code OR (u.unit_code = z.province_code
          AND NOT EXISTS (SELECT 1 FROM officer_unit o WHERE o.unit_code = z.unit_code))))
        OR ('province' = ANY (r.audience) AND u.unit_code = z.province_code))
    UNION ALL
    -- A day of the programme is every officer's of that level in the province.
    SELECT DISTINCT d.subject, d.rule, d.anchor, u.contact_id, CASE
        WHEN NOT EXISTS (SELECT 1 FROM address a WHERE a.contact_id = u.contact_id AND a.state = 'ok') THEN 'blocked' END
    FROM reminder d JOIN programme_day g ON g.id = d.subject
      JOIN reminder_rule r ON r.id = d.rule AND r.audience && ARRAY['officer', 'province']
      JOIN admin_unit a ON a.province_code = g.province_code
        AND CASE a.level WHEN 'province' THEN 'province' ELSE 'officer' END = ANY (r.audience)
      JOIN officer_unit u ON u.unit_code = a.code
    WHERE d.state = 'due'
  ) w
  ON CONFLICT DO NOTHING;
  INSERT INTO certificate_notice (certificate_id, about, contact_id, parcel_id, outcome, reason, at)
  SELECT d.certificate_id, d.rule, t.contact_id, t.parcel_id, CASE WHEN t.parcel_id IS NULL THEN 'unreachable' END, t.reason, at_ms(p_at)
  FROM reminder d JOIN reminder_told t ON t.subject = d.subject AND t.rule = d.rule AND t.anchor = d.anchor
  WHERE d.state = 'due' AND d.subject LIKE 'certificate:%' AND t.role = 'owner'
  ON CONFLICT DO NOTHING;
  UPDATE reminder d SET state = 'missed', reason = 'nobody'
  FROM programme_day g WHERE d.state = 'due' AND g.id = d.subject AND NOT EXISTS (
    SELECT 1 FROM reminder_told t WHERE t.subject = d.subject AND t.rule = d.rule AND t.anchor = d.anchor AND t.parcel_id IS NOT NULL);
  UPDATE reminder d SET (state, reason) = (
    SELECT CASE WHEN w.told THEN 'told' ELSE 'unreachable' END, CASE WHEN NOT w.told THEN coalesce(w.reason, 'no_owner') END
    FROM (SELECT NOT 'owner' = ANY (r.audience) OR d.subject LIKE 'day:%' OR coalesce(bool_or(x.parcel_id IS NOT NULL), false) AS told, min(x.reason) AS reason
      FROM reminder_told x
      WHERE x.subject = d.subject AND x.rule = d.rule AND x.anchor = d.anchor AND x.role = 'owner') w)
  FROM reminder_rule r WHERE d.state = 'due' AND r.id = d.rule;
END $$;

-- The next digests to be put into words, whole ones only, after one already read: they are read ahead of being planned.
CREATE FUNCTION reminders_to_plan(p_after text, p_limit int) RETURNS SETOF json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('parcelId', w.parcel_id, 'contactId', t.contact_id::text,
    'language', coalesce(c.language, 'vi'), 'channel', a.channel, 'address', a.external_id, 'items', t.items)
  FROM (SELECT DISTINCT parcel_id FROM reminder_told WHERE NOT planned AND parcel_id > p_after ORDER BY parcel_id LIMIT p_limit) w
    CROSS JOIN LATERAL (
      SELECT x.contact_id, json_agg(json_build_object('role', x.role, 'words', r.words, 'rule', x.rule,
          'product', coalesce(n.title, p.name, ''), 'kind', n.kind, 'producer', b.name, 'star', z.star, 'day', x.anchor,
          'validUntil', z.valid_until, 'computed', z.valid_computed, 'advised', g.advised_on, 'held', g.held_before)
          ORDER BY x.anchor, p.name) AS items
      FROM reminder_told x JOIN reminder d ON d.subject = x.subject AND d.rule = x.rule AND d.anchor = x.anchor
        JOIN reminder_rule r ON r.id = x.rule
        LEFT JOIN certificate z ON z.id = d.certificate_id LEFT JOIN product p ON p.id = z.product_id
        LEFT JOIN producer b ON b.id = z.producer_id LEFT JOIN noted_date n ON n.id = d.note_id
        LEFT JOIN programme_day g ON g.id = d.subject
      WHERE x.parcel_id = w.parcel_id GROUP BY x.contact_id
    ) t
    JOIN contact c ON c.id = t.contact_id
    LEFT JOIN LATERAL (SELECT channel, external_id FROM address WHERE contact_id = t.contact_id AND state = 'ok'
      ORDER BY preferred DESC, last_used_at DESC LIMIT 1) a ON true
$$;

-- Digests in words become parcels: [{id, contactId, class, channel, address, bubbles}]; without an address they end here.
CREATE FUNCTION reminders_plan(p_plans jsonb, p_at bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO parcel (id, contact_id, class, cause_kind, cause_id, channel, address, bubbles, state, planned_at, not_before)
  SELECT p.id, p."contactId", p.class, 'reminder', p.id, p.channel, p.address, p.bubbles, 'planned', at_ms(p_at), at_ms(p_at)
  FROM jsonb_to_recordset(p_plans) AS p(id text, "contactId" bigint, class text, channel text, address text, bubbles jsonb)
  WHERE p.channel IS NOT NULL
  ON CONFLICT DO NOTHING;
  UPDATE reminder_told SET planned = true WHERE parcel_id IN (SELECT p ->> 'id' FROM jsonb_array_elements(p_plans) p);
END $$;

-- The ladder after a failed send: the person's other account once; when nobody of the owners was reached, the officer's
-- call list. Gives the parcels that go again.
CREATE FUNCTION reminders_escalate(p_at bigint) RETURNS TABLE (id text) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY UPDATE parcel p SET state = 'planned', reason = NULL, channel = o.channel, address = o.external_id,
      moved_from = p.channel, attempts = 0, external_ids = '{}', not_before = at_ms(p_at)
    FROM parcel f CROSS JOIN LATERAL (
      SELECT a.channel, a.external_id FROM address a
      WHERE a.contact_id = f.contact_id AND a.state = 'ok' AND a.channel <> f.channel
      ORDER BY a.preferred DESC, a.last_used_at DESC LIMIT 1) o
    WHERE p.id = f.id AND f.cause_kind = 'reminder' AND f.state = 'failed' AND f.moved_from IS NULL
      AND cardinality(f.external_ids) = 0 AND f.planned_at > at_ms(p_at) - interval '7 days'
    RETURNING p.id;
  -- Begins with what failed: of a hundred thousand told, few are.
  UPDATE reminder d SET state = 'unreachable', reason = x.reason
  FROM (
    SELECT DISTINCT t.subject, t.rule, t.anchor FROM parcel f JOIN reminder_told t ON t.parcel_id = f.id AND t.role = 'owner'
    WHERE f.cause_kind = 'reminder' AND f.state IN ('failed', 'suppressed') AND f.planned_at > at_ms(p_at) - interval '30 days'
  ) e CROSS JOIN LATERAL (
    SELECT min(p.reason) AS reason, bool_and(p.state IN ('failed', 'suppressed')) AS lost
    FROM reminder_told t JOIN parcel p ON p.id = t.parcel_id
    WHERE t.subject = e.subject AND t.rule = e.rule AND t.anchor = e.anchor AND t.role = 'owner') x
  WHERE d.subject = e.subject AND d.rule = e.rule AND d.anchor = e.anchor AND d.state = 'told' AND x.lost;
END $$;

-- Sending at scale: rows claimed by sets at the very moment of sending, settled by sets, and the pace all processes share.

-- Takes planned rows of running announcements, beginning with another one at each turn so that a large one does not hold
-- up a small one, and gives all that policy and placeholders need. Rows are taken right before they are sent: until then
-- an opt-out, a pause or a cancellation finds them still planned. Of several announcements under way a person's rows are
-- taken one after the other, by whatever process, so that each sees the one before it and the caps hold.
CREATE FUNCTION claim_bulk(p_channel text, p_limit int, p_turn int, p_holder int, p_at bigint) RETURNS SETOF json
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  v_at timestamptz := at_ms(p_at);
  v_running text[];
  v_taken text[] := '{}';
  v_who bigint[] := '{}';
  v_ids text[];
  v_contacts bigint[];
BEGIN
  IF EXISTS (SELECT 1 FROM channel_state WHERE channel = p_channel AND paused_until > v_at) THEN RETURN; END IF;
  v_running := ARRAY(SELECT id FROM announcement WHERE state = 'running' AND ended_at IS NULL ORDER BY started_at, id);
  IF cardinality(v_running) > 1 THEN PERFORM pg_advisory_xact_lock(7210021); END IF;
  FOR i IN 1 .. cardinality(v_running) LOOP
    SELECT array_agg(q.id), array_agg(q.contact_id) INTO v_ids, v_contacts FROM (
      SELECT id, contact_id FROM parcel WHERE cause_kind = 'announcement' AND state = 'planned' AND channel = p_channel
        AND cause_id = v_running[1 + (p_turn + i) % cardinality(v_running)] AND not_before <= v_at
        AND contact_id <> ALL (v_who)
      ORDER BY not_before LIMIT p_limit - cardinality(v_taken) FOR NO KEY UPDATE SKIP LOCKED) q;
    v_taken := v_taken || v_ids;
    v_who := v_who || v_contacts;
    EXIT WHEN cardinality(v_taken) >= p_limit;
  END LOOP;
  IF v_taken = '{}' THEN RETURN; END IF;
  RETURN QUERY WITH taken AS (
    UPDATE parcel p SET state = 'claimed', claimed_at = v_at, claimed_by = p_holder, fence = p.fence + 1,
      text_version = a.text_version
    FROM announcement a WHERE p.id = ANY (v_taken) AND a.id = p.cause_id
    RETURNING p.id, p.cause_id, p.text_version, p.contact_id, p.class, p.channel, p.address, p.fence, p.attempts
  )
  SELECT json_build_object('id', t.id, 'announcement', t.cause_id, 'textVersion', t.text_version,
    'contactId', t.contact_id::text, 'class', t.class, 'channel', t.channel, 'address', t.address, 'fence', t.fence,
    'attempts', t.attempts, 'language', coalesce(c.language, 'vi'), 'name', c.name, 'commune', u.name,
    'province', v.name, 'hamlet', c.hamlet, 'consents', c.consents, 'optedOut', c.opted_out,
    'lastUsedAt', ms_of(d.last_used_at), 'phone', c.phone, 'recent', recent_announcements(t.contact_id, v_at))
  FROM taken t JOIN contact c ON c.id = t.contact_id
    LEFT JOIN address d ON d.channel = t.channel AND d.external_id = t.address
    LEFT JOIN admin_unit u ON u.code = c.unit_code LEFT JOIN admin_unit v ON v.code = u.province_code;
END $$;

-- What a person got within the day before, as the caps count it; what is on its way counts, or may have arrived, too.
-- The row being claimed does not: this is the moment before. Rows of two people who are one say so behind their cause.
CREATE FUNCTION recent_announcements(p_contact bigint, p_at timestamptz) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT coalesce(json_agg(json_build_object('class', r.class, 'kind', a.kind, 'at', ms_of(r.at))), '[]')
  FROM (
    SELECT class, cause_id, coalesce(handed_at, claimed_at, not_before) AS at FROM parcel
    WHERE contact_id = p_contact AND cause_kind = 'announcement' AND class <> 'transactional'
      AND state NOT IN ('planned', 'suppressed', 'failed')) r
  JOIN announcement a ON a.id IN (r.cause_id, regexp_replace(r.cause_id, '(:[0-9]+)+$', ''))
  WHERE r.at > p_at - interval '1 day'
$$;

-- What becomes of a row that did not go out: it waits, or moves once to the person's other account, unless that person
-- asked to be left alone or to be erased meanwhile.
CREATE FUNCTION bulk_again(p_id text, p_state text, p_reason text)
RETURNS TABLE (state text, reason text, channel text, address text) LANGUAGE sql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
  SELECT
    CASE WHEN q.forget OR q.class = ANY (c.opted_out) THEN 'suppressed'
      WHEN p_state = 'planned' THEN p_state
      WHEN d.channel IS NULL THEN 'failed' ELSE 'planned' END,
    CASE WHEN q.forget THEN 'erased' WHEN q.class = ANY (c.opted_out) THEN 'opted_out' ELSE p_reason END,
    d.channel, d.external_id
  FROM parcel q JOIN contact c ON c.id = q.contact_id
    LEFT JOIN LATERAL (
      SELECT a.channel, a.external_id FROM address a
      WHERE p_state = 'elsewhere' AND q.moved_from IS NULL AND a.contact_id = q.contact_id AND a.state = 'ok'
        AND a.channel <> q.channel
      ORDER BY a.preferred DESC, a.last_used_at DESC LIMIT 1) d ON true
  WHERE q.id = p_id
$$;

-- Writes outcomes: [{id, fence, state, reason, notBefore, counts, externalIds, trace}]. As `settle_parcels`, and
-- `elsewhere` sends a row to the person's other account; when there is none, or it came from there, it has failed.
CREATE FUNCTION settle_bulk(p_outcomes jsonb, p_at bigint) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  x record;
  v_next record;
BEGIN
  FOR x IN
    SELECT * FROM jsonb_to_recordset(p_outcomes) AS x(id text, fence int, state text, reason text, "notBefore" bigint,
      counts boolean, "externalIds" jsonb, trace text)
  LOOP
    SELECT x.state AS state, x.reason AS reason, NULL::text AS channel, NULL::text AS address INTO v_next;
    IF x.state IN ('planned', 'elsewhere') THEN
      SELECT * INTO v_next FROM bulk_again(x.id, x.state, x.reason);
    END IF;
    UPDATE parcel p SET
      state = v_next.state,
      reason = v_next.reason,
      channel = coalesce(v_next.channel, p.channel),
      address = CASE WHEN p.forget AND v_next.state <> 'planned' THEN '' ELSE coalesce(v_next.address, p.address) END,
      moved_from = CASE WHEN v_next.channel IS NULL THEN p.moved_from ELSE p.channel END,
      attempts = CASE WHEN v_next.channel IS NULL THEN p.attempts + coalesce(x.counts, x.state <> 'suppressed')::int ELSE 0 END,
      external_ids = coalesce(texts_of(x."externalIds"), p.external_ids),
      trace = x.trace,
      not_before = coalesce(at_ms(x."notBefore"), p.not_before),
      claimed_at = NULL,
      claimed_by = NULL,
      handed_at = CASE WHEN v_next.state = 'handed' THEN at_ms(p_at) ELSE p.handed_at END
    WHERE p.id = x.id AND ((p.state = 'claimed' AND (p.fence = x.fence OR v_next.state = 'handed'))
      OR (p.state IN ('planned', 'unknown', 'failed') AND v_next.state = 'handed'));
  END LOOP;
END $$;

-- Claims whose process is gone: its lock went with its connection. Whether the message went out nobody knows, so it is
-- never sent again by itself. A lease covers processes whose connection hangs.
CREATE FUNCTION give_up_lost(p_lease bigint, p_at bigint) RETURNS bigint LANGUAGE sql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
  WITH alive AS MATERIALIZED (
    SELECT l.objid::bigint AS no FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.classid = 7210016 AND l.objsubid = 2
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  ), lost AS (
    UPDATE parcel SET state = 'unknown', reason = 'interrupted', claimed_at = NULL, claimed_by = NULL, attempts = attempts + 1
    WHERE id = ANY (ARRAY(
      SELECT id FROM parcel WHERE state = 'claimed' AND cause_kind = 'announcement'
        AND (claimed_at <= at_ms(p_at - p_lease) OR claimed_by NOT IN (SELECT no FROM alive))
      FOR NO KEY UPDATE SKIP LOCKED))
    RETURNING 1
  )
  SELECT count(*) FROM lost
$$;

-- People planned for a channel that is down get it on their other account, if they have one.
CREATE FUNCTION leave_channel(p_channel text, p_at bigint) RETURNS bigint LANGUAGE sql AS $$
  WITH moved AS (
    UPDATE parcel p SET channel = d.channel, address = d.external_id, moved_from = p.channel
    FROM contact c CROSS JOIN LATERAL (
      SELECT a.channel, a.external_id FROM address a
      WHERE a.contact_id = c.id AND a.state = 'ok' AND a.channel <> p_channel AND NOT EXISTS (
        SELECT 1 FROM channel_state s WHERE s.channel = a.channel AND s.paused_until > at_ms(p_at))
      ORDER BY a.preferred DESC, a.last_used_at DESC LIMIT 1) d
    WHERE p.contact_id = c.id AND p.cause_kind = 'announcement' AND p.state = 'planned' AND p.channel = p_channel
      AND p.moved_from IS NULL AND p.cause_id IN (SELECT id FROM announcement WHERE state = 'running' AND ended_at IS NULL)
    RETURNING 1
  )
  SELECT count(*) FROM moved
$$;

-- The next turn of a channel's pace: so many messages, one every so many milliseconds, whoever sends them. Gives how long
-- to wait. A clock that was set back cannot make it hurry, and it never saves up turns nobody took.
CREATE FUNCTION take_pace(p_channel text, p_count int, p_every float8) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_share interval := make_interval(secs => p_count * p_every / 1000);
  v_next timestamptz;
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  INSERT INTO channel_pace (channel, next_at) VALUES (p_channel, v_now + v_share)
  ON CONFLICT (channel) DO UPDATE SET next_at = greatest(
    CASE WHEN channel_pace.next_at > v_now + interval '1 minute' THEN v_now ELSE channel_pace.next_at END, v_now) + v_share
  RETURNING next_at INTO v_next;
  RETURN greatest(0, extract(epoch FROM v_next - v_share - v_now) * 1000);
END $$;

-- Rows of an announcement: its own, and those that carry a number behind a colon since two people were found to be one.
-- The range is what an index can do; another announcement's id may begin with this one.
CREATE FUNCTION is_row_of(p_cause text, p_id text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_cause = p_id OR left(p_cause, length(p_id) + 1) = p_id || ':'
$$;

-- Ends an announcement all of whose rows have come to an end, and only when they add up to its audience.
CREATE FUNCTION finish_announcement(p_id text, p_at bigint) RETURNS text LANGUAGE plpgsql AS $$
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

-- Acts on seats. All of one offering go through the lock of its `seat_pool` row, so that no seat is given twice and
-- nobody is passed over, whoever comes at the same moment. The rules are those of src/core/seat-act.ts, which the test of
-- random interleavings replays beside these functions.

-- Milliseconds since midnight in Vietnam, UTC+7 all year.
CREATE FUNCTION seat_day_ms(p_at bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (p_at + 25200000) % 86400000
$$;

CREATE FUNCTION seat_by_day(p_at bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT seat_day_ms(p_at) >= 28800000 AND seat_day_ms(p_at) < 72000000
$$;

CREATE FUNCTION seat_may_offer(p_starts bigint, p_at bigint) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT seat_by_day(p_at) AND p_starts - p_at > 900000
$$;

-- The first instant from now on at which a seat may be offered; NULL when there is none before the start.
CREATE FUNCTION seat_next_offer(p_starts bigint, p_at bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN seat_may_offer(p_starts, f) THEN f END FROM (
    SELECT CASE WHEN seat_by_day(p_at) THEN p_at
      WHEN seat_day_ms(p_at) < 28800000 THEN p_at - seat_day_ms(p_at) + 28800000
      ELSE p_at - seat_day_ms(p_at) + 115200000 END AS f) x
$$;

-- Until when an offer made now is held: a sixth of the time left, an hour at least, a day at most, never ending at night.
CREATE FUNCTION seat_answer_by(p_starts bigint, p_at bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT least(p_starts, CASE WHEN seat_by_day(due) THEN due
      WHEN seat_day_ms(due) < 32400000 THEN due - seat_day_ms(due) + 32400000
      ELSE due - seat_day_ms(due) + 118800000 END)
  FROM (SELECT p_at + least(86400000, greatest(3600000, div(p_starts - p_at, 6)::bigint)) AS due) x
$$;

-- When the clock has something to do in this pool next.
CREATE FUNCTION seat_due(p seat_pool, p_at bigint) RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
  v_due timestamptz;
  v_first int;
BEGIN
  SELECT min(answer_by) INTO v_due FROM seat_claim WHERE pool_id = p.id AND state = 'offered';
  IF p.waiting > 0 AND p.held < p.capacity AND NOT p.is_cancelled THEN
    SELECT seats INTO v_first FROM seat_claim
    WHERE pool_id = p.id AND state = 'waiting' AND seats <= p.capacity ORDER BY no LIMIT 1;
    IF p.held + v_first <= p.capacity THEN
      v_due := least(v_due, at_ms(seat_next_offer(ms_of(p.starts_at), p_at)));
    END IF;
  END IF;
  RETURN v_due;
END $$;

-- Ends offers nobody answered in time, and offers what is free, strictly in order: the first in line is waited for even if
-- somebody behind would fit.
CREATE FUNCTION seat_settle(p seat_pool, p_at bigint) RETURNS seat_pool LANGUAGE plpgsql AS $$
DECLARE
  v_starts bigint := ms_of(p.starts_at);
  v_over int;
  c seat_claim;
BEGIN
  IF p.due_at <= at_ms(p_at) THEN
    WITH over AS (
      UPDATE seat_claim SET state = 'expired', state_at = at_ms(p_at), answer_by = NULL
      WHERE pool_id = p.id AND state = 'offered' AND answer_by <= at_ms(p_at) RETURNING id, seats
    ), told AS (
      INSERT INTO seat_notice (claim_id, kind, key, due_at) SELECT id, 'expired', p.turn, at_ms(p_at) FROM over
      ON CONFLICT DO NOTHING
    )
    SELECT coalesce(sum(seats), 0) INTO v_over FROM over;
    p.held := p.held - v_over;
  END IF;
  IF p.is_cancelled OR NOT seat_may_offer(v_starts, p_at) THEN RETURN p; END IF;
  WHILE p.waiting > 0 AND p.held < p.capacity LOOP
    SELECT * INTO c FROM seat_claim
    WHERE pool_id = p.id AND state = 'waiting' AND seats <= p.capacity ORDER BY no LIMIT 1;
    EXIT WHEN NOT FOUND OR p.held + c.seats > p.capacity;
    -- Whom an officer wrote down cannot be asked: they get the seat at once, and the officer is told.
    UPDATE seat_claim SET state = CASE WHEN person LIKE 'p:%' THEN 'taken' ELSE 'offered' END, state_at = at_ms(p_at),
      answer_by = CASE WHEN person NOT LIKE 'p:%' THEN at_ms(seat_answer_by(v_starts, p_at)) END
    WHERE id = c.id;
    INSERT INTO seat_notice (claim_id, kind, key, due_at) VALUES (c.id, 'offered', p.turn, at_ms(p_at))
    ON CONFLICT DO NOTHING;
    p.held := p.held + c.seats;
    p.waiting := p.waiting - 1;
  END LOOP;
  RETURN p;
END $$;

CREATE FUNCTION seat_claim_of(p_pool text, p_person text) RETURNS seat_claim LANGUAGE sql STABLE AS $$
  SELECT * FROM seat_claim WHERE pool_id = p_pool AND person = p_person AND state IN ('taken', 'waiting', 'offered')
$$;

CREATE FUNCTION seat_join(INOUT p seat_pool, p_act jsonb, p_at bigint, OUT result jsonb) LANGUAGE plpgsql AS $$
DECLARE
  v_person text := p_act ->> 'person';
  v_producer text := p_act ->> 'producer';
  v_seats int := (p_act ->> 'seats')::int;
  v_first int;
  v_fits boolean := p.held + v_seats <= p.capacity;
  v_refusal text;
BEGIN
  -- Whom an officer wrote down and who now asks in person has that claim, not a second one.
  IF p_act ? 'written' AND (seat_claim_of(p.id, v_person)).id IS NULL THEN
    UPDATE seat_claim SET person = v_person, contact_id = v_person::bigint, attendee = NULL, attendee_phone = NULL,
      attendee_unit = NULL, attendee_from = NULL, list_id = NULL WHERE id = (seat_claim_of(p.id, p_act ->> 'written')).id;
  END IF;
  v_refusal := CASE
    WHEN (seat_claim_of(p.id, v_person)).id IS NOT NULL THEN 'already'
    WHEN p.is_cancelled OR at_ms(p_at) >= p.closes_at THEN 'closed'
    WHEN at_ms(p_at) < p.opens_at THEN 'not_open'
    WHEN v_seats < 1 OR v_seats > least(p.at_once, p.capacity) THEN 'too_many'
    WHEN p.per_producer IS NOT NULL AND v_producer IS NOT NULL AND v_seats + (
        SELECT coalesce(sum(seats), 0) FROM seat_claim
        WHERE pool_id = p.id AND producer = v_producer AND state IN ('taken', 'waiting', 'offered')
      ) > p.per_producer THEN 'producer_limit' END;
  IF v_refusal IS NULL AND p.waiting > 0 AND v_fits THEN
    SELECT seats INTO v_first FROM seat_claim
    WHERE pool_id = p.id AND state = 'waiting' AND seats <= p.capacity LIMIT 1;
    v_fits := NOT FOUND;
  END IF;
  IF v_refusal IS NULL AND NOT v_fits AND NOT p.has_waiting_list THEN v_refusal := 'full'; END IF;
  IF v_refusal IS NOT NULL THEN
    result := jsonb_build_object('result', v_refusal);
    RETURN;
  END IF;
  p.last_no := p.last_no + 1;
  INSERT INTO seat_claim (pool_id, no, person, contact_id, producer, seats, state, joined_at, state_at, attendee,
    attendee_phone, attendee_unit, attendee_from, list_id, application)
  VALUES (p.id, p.last_no, v_person, CASE WHEN v_person NOT LIKE 'p:%' THEN v_person::bigint END, v_producer, v_seats,
    CASE WHEN v_fits THEN 'taken' ELSE 'waiting' END, at_ms(p_at), at_ms(p_at), p_act ->> 'attendee',
    p_act ->> 'attendeePhone', p_act ->> 'attendeeUnit', p_act ->> 'attendeeFrom', (p_act ->> 'list')::bigint,
    p_act -> 'application');
  IF v_fits THEN
    p.held := p.held + v_seats;
    result := '{"result": "taken"}';
  ELSE
    p.waiting := p.waiting + 1;
    result := jsonb_build_object('result', 'waiting', 'place', p.waiting);
  END IF;
END $$;

-- Takes a live claim to another state and its seats out of the counts or into them.
CREATE FUNCTION seat_move(INOUT p seat_pool, c seat_claim, p_state text, p_at bigint) LANGUAGE plpgsql AS $$
BEGIN
  UPDATE seat_claim SET state = p_state, state_at = at_ms(p_at), answer_by = NULL WHERE id = c.id;
  p.held := p.held - CASE WHEN c.state IN ('taken', 'offered') THEN c.seats ELSE 0 END
    + CASE WHEN p_state IN ('taken', 'offered') THEN c.seats ELSE 0 END;
  p.waiting := p.waiting - (c.state = 'waiting')::int + (p_state = 'waiting')::int;
END $$;

CREATE FUNCTION seat_leave(INOUT p seat_pool, p_act jsonb, p_at bigint, OUT result jsonb) LANGUAGE plpgsql AS $$
DECLARE
  c seat_claim := seat_claim_of(p.id, p_act ->> 'person');
BEGIN
  IF c.id IS NULL THEN
    result := '{"result": "no_claim"}';
    RETURN;
  END IF;
  p := seat_move(p, c, 'left', p_at);
  result := '{"result": "left"}';
END $$;

CREATE FUNCTION seat_answer(INOUT p seat_pool, p_act jsonb, p_at bigint, OUT result jsonb) LANGUAGE plpgsql AS $$
DECLARE
  c seat_claim := seat_claim_of(p.id, p_act ->> 'person');
  v_state text := CASE WHEN (p_act ->> 'accepted')::boolean THEN 'taken' ELSE 'declined' END;
BEGIN
  IF c.state IS DISTINCT FROM 'offered' THEN
    result := '{"result": "no_offer"}';
    RETURN;
  END IF;
  p := seat_move(p, c, v_state, p_at);
  result := jsonb_build_object('result', v_state);
END $$;

CREATE FUNCTION seat_hand_over(INOUT p seat_pool, p_act jsonb, p_at bigint, OUT result jsonb) LANGUAGE plpgsql AS $$
DECLARE
  c seat_claim := seat_claim_of(p.id, p_act ->> 'person');
  v_to text := p_act ->> 'to';
BEGIN
  result := jsonb_build_object('result', CASE
    WHEN c.id IS NULL THEN 'no_claim'
    WHEN c.producer IS NULL OR c.producer IS DISTINCT FROM p_act ->> 'producer' THEN 'not_same_producer'
    WHEN (seat_claim_of(p.id, v_to)).id IS NOT NULL THEN 'already'
    ELSE 'done' END);
  IF result ->> 'result' <> 'done' THEN RETURN; END IF;
  UPDATE seat_claim SET person = v_to, contact_id = CASE WHEN v_to NOT LIKE 'p:%' THEN v_to::bigint END,
    attendee = NULL, attendee_phone = NULL, confirmed_at = NULL, list_id = NULL WHERE id = c.id;
  INSERT INTO seat_notice (claim_id, kind, key, due_at) VALUES (c.id, 'handed_over', p.turn, at_ms(p_at));
END $$;

CREATE FUNCTION seat_resize(INOUT p seat_pool, p_act jsonb, p_at bigint, OUT result jsonb) LANGUAGE plpgsql AS $$
BEGIN
  p.capacity := (p_act ->> 'capacity')::int;
  result := '{"result": "done"}';
END $$;

-- The officer's choice after the capacity was cut: back to their own place in the waiting list, or out.
CREATE FUNCTION seat_unseat(INOUT p seat_pool, p_act jsonb, p_at bigint, OUT result jsonb) LANGUAGE plpgsql AS $$
DECLARE
  v_back boolean := (p_act ->> 'keepsPlace')::boolean;
  c seat_claim;
BEGIN
  FOR c IN SELECT * FROM seat_claim WHERE pool_id = p.id AND state IN ('taken', 'offered', 'waiting')
    AND person IN (SELECT jsonb_array_elements_text(p_act -> 'people')) AND NOT (v_back AND state = 'waiting') ORDER BY no
  LOOP
    p := seat_move(p, c, CASE WHEN v_back THEN 'waiting' ELSE 'removed' END, p_at);
    INSERT INTO seat_notice (claim_id, kind, key, due_at)
    VALUES (c.id, CASE WHEN v_back THEN 'put_back' ELSE 'removed' END, p.turn, at_ms(p_at));
  END LOOP;
  result := '{"result": "done"}';
END $$;

-- Ends all claims, and with a reason the class itself.
CREATE FUNCTION seat_cancel(INOUT p seat_pool, p_act jsonb, p_at bigint, OUT result jsonb) LANGUAGE plpgsql AS $$
BEGIN
  UPDATE offering SET state = 'cancelled', cancel_reason = p_act ->> 'reason', version = version + 1, changed_at = at_ms(p_at)
  WHERE id = p.id AND p_act ? 'reason';
  WITH ended AS (
    UPDATE seat_claim SET state = 'cancelled', state_at = at_ms(p_at), answer_by = NULL
    WHERE pool_id = p.id AND state IN ('taken', 'offered', 'waiting') RETURNING id
  )
  INSERT INTO seat_notice (claim_id, kind, key, due_at) SELECT id, 'cancelled', p.turn, at_ms(p_at) FROM ended;
  p.is_cancelled := true;
  p.held := 0;
  p.waiting := 0;
  result := '{"result": "done"}';
END $$;

-- People of a class that does not take place: first in line here, in the order they had there.
CREATE FUNCTION seat_invite(INOUT p seat_pool, p_act jsonb, p_at bigint, OUT result jsonb) LANGUAGE plpgsql AS $$
DECLARE
  g record;
BEGIN
  result := '{"result": "done"}';
  IF p.is_cancelled THEN RETURN; END IF;
  FOR g IN SELECT x.* FROM jsonb_to_recordset(p_act -> 'guests') AS x(person text, producer text, seats int) LOOP
    CONTINUE WHEN (seat_claim_of(p.id, g.person)).id IS NOT NULL;
    p.last_no := p.last_no + 1;
    p.waiting := p.waiting + 1;
    INSERT INTO seat_claim (pool_id, no, person, contact_id, producer, seats, state, joined_at, state_at)
    VALUES (p.id, p.last_no, g.person, CASE WHEN g.person NOT LIKE 'p:%' THEN g.person::bigint END, g.producer, g.seats,
      'waiting', at_ms(p_at), at_ms(p_at));
  END LOOP;
END $$;

-- An officer's change of words, days or rules, under the lock of the class: whoever saw an older version is refused. The
-- capacity has an act of its own.
CREATE FUNCTION seat_revise(INOUT p seat_pool, p_act jsonb, p_at bigint, OUT result jsonb) LANGUAGE plpgsql AS $$
DECLARE
  v_rules jsonb := p_act -> 'rules';
BEGIN
  IF (SELECT version FROM offering WHERE id = p.id) IS DISTINCT FROM (p_act ->> 'seen')::int THEN
    result := '{"result": "changed"}';
    RETURN;
  END IF;
  PERFORM save_offering(p_act -> 'offering', v_rules, p_at);
  p.opens_at := at_ms((v_rules ->> 'opensAt')::bigint);
  p.closes_at := at_ms((v_rules ->> 'closesAt')::bigint);
  p.starts_at := at_ms((v_rules ->> 'startsAt')::bigint);
  result := '{"result": "done"}';
END $$;

-- Carries out one act, {pool, kind, ...} as in src/core/seats.ts: time first, then the act, then what it sets free is
-- offered on. Gives {result, place, turn}; `turn` is the number of the act in the order they were carried out.
-- Plans are kept by a session while the table grows from nothing to thousands of rows in a minute: one made for the small
-- table would read the whole class at every sign-up, so only plans by index are made.
CREATE FUNCTION seat_act(p_act jsonb, p_at bigint) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  p seat_pool;
  r record;
  v_result jsonb := '{"result": "done"}';
  v_before int;
  v_settled boolean;
BEGIN
  SELECT * INTO p FROM seat_pool WHERE id = p_act ->> 'pool' FOR NO KEY UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'no seats %', p_act ->> 'pool'; END IF;
  p.turn := p.turn + 1;
  v_before := p.waiting;
  v_settled := coalesce(p.due_at <= at_ms(p_at), false);
  p := seat_settle(p, p_at);
  v_settled := v_settled OR p.waiting <> v_before;
  IF p_act ->> 'kind' <> 'settle' THEN
    CASE p_act ->> 'kind'
      WHEN 'join' THEN SELECT * INTO r FROM seat_join(p, p_act, p_at);
      WHEN 'leave' THEN SELECT * INTO r FROM seat_leave(p, p_act, p_at);
      WHEN 'answer' THEN SELECT * INTO r FROM seat_answer(p, p_act, p_at);
      WHEN 'hand_over' THEN SELECT * INTO r FROM seat_hand_over(p, p_act, p_at);
      WHEN 'resize' THEN SELECT * INTO r FROM seat_resize(p, p_act, p_at);
      WHEN 'unseat' THEN SELECT * INTO r FROM seat_unseat(p, p_act, p_at);
      WHEN 'invite' THEN SELECT * INTO r FROM seat_invite(p, p_act, p_at);
      WHEN 'enrol' THEN SELECT * INTO r FROM seat_enrol(p, p_act, p_at);
      WHEN 'unenrol' THEN SELECT * INTO r FROM seat_unenrol(p, p_act, p_at);
      WHEN 'cancel' THEN SELECT * INTO r FROM seat_cancel(p, p_act, p_at);
      WHEN 'revise' THEN SELECT * INTO r FROM seat_revise(p, p_act, p_at);
    END CASE;
    p := r.p;
    v_result := r.result;
    p := seat_settle(p, p_at);
  END IF;
  -- Joining changes neither who is first in line nor any offer; a class that fills up would ask in vain every time.
  IF p_act ->> 'kind' <> 'join' OR v_settled THEN p.due_at := seat_due(p, p_at); END IF;
  UPDATE seat_pool SET capacity = p.capacity, is_cancelled = p.is_cancelled, held = p.held, waiting = p.waiting,
    last_no = p.last_no, turn = p.turn, due_at = p.due_at WHERE id = p.id;
  RETURN v_result || jsonb_build_object('turn', p.turn);
END $$;

-- Acts of turns that share a transaction, each with its time `at`: pools are locked in the order of their ids, so that two
-- transactions cannot wait for each other; within one, whoever wrote first comes first. Results in the order given.
CREATE FUNCTION seat_acts(p_acts jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_results jsonb[];
  a record;
BEGIN
  FOR a IN SELECT value AS act, ordinality AS n
    FROM jsonb_array_elements(p_acts) WITH ORDINALITY LEFT JOIN inbox i ON i.id = value ->> 'inbound'
    ORDER BY (value ->> 'pool') COLLATE "C", i.seq, ordinality
  LOOP
    v_results[a.n] := seat_act(a.act, (a.act ->> 'at')::bigint);
  END LOOP;
  RETURN to_jsonb(v_results);
END $$;

-- A class or event as the code knows it (core/class.ts).
CREATE FUNCTION offering_json(o offering) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_strip_nulls(jsonb_build_object('id', o.id, 'code', o.code, 'kind', o.kind, 'state', o.state,
    'version', o.version, 'title', o.title, 'description', o.description, 'organiser', o.organiser, 'unit', o.unit_code,
    'unitsServed', o.units_served, 'audience', o.audience, 'tags', o.tags, 'feeVnd', o.fee_vnd, 'materials', o.materials,
    'series', o.series, 'platform', o.platform, 'buyers', o.buyers, 'cancelReason', o.cancel_reason,
    'sessions', coalesce((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'day', s.day::text, 'from', s.from_time,
      'to', s.to_time, 'venue', s.venue, 'address', s.address, 'latitude', s.latitude, 'longitude', s.longitude,
      'link', s.link, 'isFieldTrip', s.is_field_trip) ORDER BY s.day, s.from_time, s.id)
      FROM offering_session s WHERE s.offering_id = o.id), '[]')))
$$;

CREATE FUNCTION seat_rules(p seat_pool) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('capacity', p.capacity, 'perProducer', p.per_producer, 'atOnce', p.at_once,
    'hasWaitingList', p.has_waiting_list, 'opensAt', ms_of(p.opens_at), 'closesAt', ms_of(p.closes_at),
    'startsAt', ms_of(p.starts_at), 'isCancelled', p.is_cancelled)
$$;

-- An offering as one person sees it: what is free, and what is theirs. Plans are kept from the moment a table is nearly empty;
-- without scans of whole tables they stay right when thousands sign up within minutes.
CREATE FUNCTION offering_view(o offering, p_contact bigint) RETURNS jsonb LANGUAGE sql STABLE SET enable_seqscan = off AS $$
  SELECT jsonb_build_object('offering', offering_json(o), 'rules', seat_rules(p),
    'free', CASE WHEN p.waiting > 0 THEN 0 ELSE greatest(0, p.capacity - p.held) END, 'waiting', p.waiting,
    'mine', (SELECT jsonb_strip_nulls(jsonb_build_object('state', c.state, 'no', c.no, 'seats', c.seats, 'answerBy', ms_of(c.answer_by),
        'attendee', c.attendee, 'place', CASE WHEN c.state = 'waiting' THEN (SELECT count(*) FROM seat_claim w
          WHERE w.pool_id = p.id AND w.state = 'waiting' AND w.no <= c.no) END))
      FROM seat_claim c WHERE c.pool_id = p.id AND c.person = p_contact::text AND c.state IN ('taken', 'waiting', 'offered')))
  FROM seat_pool p WHERE p.id = o.id
$$;

-- Others with the person's number who have a claim there: by an account, or written down by an officer.
CREATE FUNCTION seat_sharers(p_pool text, p_contact bigint) RETURNS TABLE (name text, has_account boolean)
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
  SELECT coalesce(c.attendee, other.name), true
  FROM contact me JOIN contact other ON other.phone = me.phone AND other.id <> me.id
  JOIN seat_claim c ON c.contact_id = other.id AND c.pool_id = p_pool AND c.state IN ('taken', 'waiting', 'offered')
  WHERE me.id = p_contact
  UNION ALL SELECT c.attendee, false FROM contact me JOIN seat_claim c ON c.attendee_phone = me.phone AND c.pool_id = p_pool
    AND c.state IN ('taken', 'waiting', 'offered') AND c.contact_id IS DISTINCT FROM me.id
  WHERE me.id = p_contact LIMIT 20
$$;

-- Makes a class or event, or changes its words and sessions; seats already given are not touched. Sessions that are gone are
-- kept while somebody's attendance hangs on them.
CREATE FUNCTION save_offering(p_offering jsonb, p_rules jsonb, p_at bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_id text := p_offering ->> 'id';
BEGIN
  INSERT INTO offering AS o (id, code, kind, state, title, description, organiser, unit_code, units_served, audience, tags,
    fee_vnd, materials, series, platform, buyers, created_at, changed_at)
  SELECT v_id, x.code, x.kind, x.state, x.title, x.description, x.organiser, x.unit, x."unitsServed", x.audience, x.tags,
    x."feeVnd", x.materials, x.series, x.platform, x.buyers, at_ms(p_at), at_ms(p_at)
  FROM jsonb_to_record(p_offering) AS x(code text, kind text, state text, title text, description text, organiser text,
    unit text, "unitsServed" text[], audience text[], tags text[], "feeVnd" int, materials jsonb, series text, platform text,
    buyers text)
  ON CONFLICT (id) DO UPDATE SET version = o.version + 1, state = excluded.state, title = excluded.title,
    description = excluded.description, organiser = excluded.organiser, units_served = excluded.units_served,
    audience = excluded.audience, tags = excluded.tags, fee_vnd = excluded.fee_vnd, materials = excluded.materials,
    series = excluded.series, platform = excluded.platform, buyers = excluded.buyers, changed_at = excluded.changed_at;
  INSERT INTO offering_session AS s (id, offering_id, day, from_time, to_time, venue, address, latitude, longitude, link,
    is_field_trip)
  SELECT x.id, v_id, x.day, x."from", x."to", x.venue, x.address, x.latitude, x.longitude, x.link, x."isFieldTrip"
  FROM jsonb_to_recordset(p_offering -> 'sessions') AS x(id text, day date, "from" text, "to" text, venue text, address text,
    latitude float8, longitude float8, link text, "isFieldTrip" boolean)
  ON CONFLICT (id) DO UPDATE SET day = excluded.day, from_time = excluded.from_time, to_time = excluded.to_time,
    venue = excluded.venue, address = excluded.address, latitude = excluded.latitude, longitude = excluded.longitude,
    link = excluded.link, is_field_trip = excluded.is_field_trip;
  DELETE FROM offering_session s WHERE s.offering_id = v_id
    AND s.id NOT IN (SELECT x ->> 'id' FROM jsonb_array_elements(p_offering -> 'sessions') x)
    AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = s.id);
  INSERT INTO seat_pool (id, capacity, per_producer, at_once, has_waiting_list, opens_at, closes_at, starts_at)
  SELECT v_id, x.capacity, x."perProducer", x."atOnce", x."hasWaitingList", at_ms(x."opensAt"), at_ms(x."closesAt"),
    at_ms(x."startsAt")
  FROM jsonb_to_record(p_rules) AS x(capacity int, "perProducer" int, "atOnce" int, "hasWaitingList" boolean,
    "opensAt" bigint, "closesAt" bigint, "startsAt" bigint)
  -- The capacity changes by an act of its own, which offers what is new.
  ON CONFLICT (id) DO UPDATE SET per_producer = excluded.per_producer, at_once = excluded.at_once,
    has_waiting_list = excluded.has_waiting_list, opens_at = excluded.opens_at, closes_at = excluded.closes_at,
    starts_at = excluded.starts_at;
  RETURN v_id;
END $$;

-- Two contacts found to be one person: the claims go along; of two to one offering the earlier stays.
CREATE FUNCTION seats_follow_merge() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  d record;
BEGIN
  FOR d IN SELECT k.pool_id, CASE WHEN k.no < g.no THEN g.person ELSE k.person END AS person
    FROM seat_claim g JOIN seat_claim k ON k.pool_id = g.pool_id AND k.contact_id = NEW.merged_into
      AND k.state IN ('taken', 'waiting', 'offered')
    WHERE g.contact_id = NEW.id AND g.state IN ('taken', 'waiting', 'offered') ORDER BY k.pool_id COLLATE "C"
  LOOP
    PERFORM seat_act(jsonb_build_object('pool', d.pool_id, 'kind', 'leave', 'person', d.person), ms_of(NEW.erased_at));
  END LOOP;
  UPDATE seat_claim SET contact_id = NEW.merged_into, person = NEW.merged_into::text WHERE contact_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER seats_follow_merge AFTER UPDATE OF merged_into ON contact FOR EACH ROW
  WHEN (NEW.merged_into IS NOT NULL) EXECUTE FUNCTION seats_follow_merge();

-- An erased person leaves every class, and nothing that could name them stays; the counts of who came do. Files that only
-- this person sent go, so no class names them any more.
CREATE FUNCTION seats_forget() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_files text[] := ARRAY(SELECT u.media_id FROM media_use u WHERE u.contact_id = NEW.id
    AND NOT EXISTS (SELECT 1 FROM media_use o WHERE o.media_id = u.media_id AND o.contact_id <> NEW.id));
  d record;
BEGIN
  FOR d IN SELECT pool_id FROM seat_claim WHERE contact_id = NEW.id AND state IN ('taken', 'waiting', 'offered')
    ORDER BY pool_id COLLATE "C"
  LOOP
    PERFORM seat_act(jsonb_build_object('pool', d.pool_id, 'kind', 'leave', 'person', NEW.id::text), ms_of(NEW.erased_at));
  END LOOP;
  UPDATE seat_claim SET contact_id = NULL, person = 'e:' || id, attendee = NULL, attendee_phone = NULL, attendee_unit = NULL,
    attendee_from = NULL, application = NULL
  WHERE contact_id = NEW.id;
  UPDATE offering SET version = version + 1, materials = (SELECT coalesce(jsonb_agg(m ORDER BY n), '[]')
    FROM jsonb_array_elements(materials) WITH ORDINALITY AS e(m, n) WHERE coalesce(m ->> 'media', '') <> ALL (v_files))
  WHERE v_files <> '{}' AND EXISTS (SELECT 1 FROM jsonb_array_elements(materials) m WHERE m ->> 'media' = ANY (v_files));
  RETURN NULL;
END $$;
CREATE TRIGGER seats_forget AFTER UPDATE OF erased_at ON contact FOR EACH ROW
  WHEN (NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL AND NEW.merged_into IS NULL) EXECUTE FUNCTION seats_forget();

-- Somebody who came without a seat: a claim to none, so that the list of who came is one list.
CREATE FUNCTION seat_walk_in(p_pool text, p_name text, p_phone text, p_at bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_id bigint;
  v_no int;
BEGIN
  UPDATE seat_pool SET last_no = last_no + 1, turn = turn + 1 WHERE id = p_pool RETURNING last_no INTO v_no;
  SELECT id INTO v_id FROM seat_claim WHERE pool_id = p_pool AND state = 'walk_in' AND attendee = p_name
    AND attendee_phone IS NOT DISTINCT FROM p_phone;
  IF FOUND THEN RETURN v_id; END IF;
  INSERT INTO seat_claim (pool_id, no, person, seats, state, joined_at, state_at, attendee, attendee_phone)
  VALUES (p_pool, v_no, 'w:' || v_no, 0, 'walk_in', at_ms(p_at), at_ms(p_at), p_name, p_phone) RETURNING id INTO v_id;
  RETURN v_id;
END $$;

-- What Prisma's schema language cannot say: byte order for ids, partial indexes, append-only tables and the
-- functions of the turn, which save round trips where it counts.

-- Ids are compared by bytes whatever the database's locale, so that a range of ids can use its index.
ALTER TABLE inbox ALTER COLUMN id TYPE text COLLATE "C";
ALTER TABLE parcel ALTER COLUMN id TYPE text COLLATE "C", ALTER COLUMN cause_id TYPE text COLLATE "C";

-- The session is rewritten by every turn: room on the page keeps the update off the index.
ALTER TABLE session SET (fillfactor = 50);

CREATE INDEX inbox_waiting_idx ON inbox (contact_id, seq) WHERE handled_at IS NULL;
-- Replies, the bulk of the ledger, are found through the message they answer.
CREATE INDEX parcel_contact_idx ON parcel (contact_id) WHERE cause_kind <> 'inbound';
CREATE INDEX parcel_planned_idx ON parcel (channel, not_before) WHERE state = 'planned';
CREATE INDEX parcel_claimed_idx ON parcel (claimed_at) WHERE state = 'claimed';

ALTER TABLE parcel ADD CONSTRAINT parcel_state_check CHECK (
  state IN ('planned', 'claimed', 'handed', 'delivered', 'seen', 'failed', 'suppressed', 'unknown')
);
ALTER TABLE address ADD CONSTRAINT address_state_check CHECK (state IN ('ok', 'blocked'));

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON opt_out EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION refuse_change();

-- Instants cross the border as milliseconds since 1970. One of these without PARALLEL SAFE keeps a large count on one core.
CREATE FUNCTION at_ms(ms bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_timestamp(ms::float8 / 1000)
$$;
CREATE FUNCTION ms_of(at timestamptz) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (extract(epoch FROM at) * 1000)::bigint
$$;

-- Proof of whose account it was, without the account.
CREATE FUNCTION account_hash(channel text, account text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(channel || ':' || account, 'UTF8')), 'hex')
$$;

CREATE FUNCTION contact_view(c contact) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('id', c.id::text, 'language', c.language, 'name', c.name, 'phone', c.phone,
    'unit', c.unit_code, 'hamlet', c.hamlet, 'consents', c.consents, 'optedOut', c.opted_out)
$$;

CREATE FUNCTION officer_view(contact bigint) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object('role', o.role, 'units',
    ARRAY(SELECT u.unit_code FROM officer_unit u WHERE u.contact_id = o.contact_id ORDER BY u.unit_code))
  FROM officer o WHERE o.contact_id = contact
$$;

-- The contact behind an account, made at first sight. Two first messages at once agree on one contact.
CREATE FUNCTION contact_of(p_channel text, p_account text, p_name text, p_left boolean, p_at timestamptz)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  a address;
  v_id bigint;
BEGIN
  SELECT * INTO a FROM address WHERE channel = p_channel AND external_id = p_account;
  IF FOUND THEN
    -- The last use is kept to the minute: a conversation must not rewrite this row with every answer.
    IF NOT p_left AND (a.state <> 'ok' OR a.last_used_at < p_at - interval '1 minute') THEN
      UPDATE address SET state = 'ok', last_used_at = p_at, display_name = coalesce(p_name, display_name)
      WHERE channel = p_channel AND external_id = p_account;
    END IF;
    RETURN a.contact_id;
  END IF;
  WITH fresh AS (
    INSERT INTO address (channel, external_id, contact_id, display_name, last_used_at)
    VALUES (p_channel, p_account, nextval('contact_id_seq'), p_name, p_at)
    ON CONFLICT DO NOTHING RETURNING contact_id
  )
  INSERT INTO contact (id, created_at) SELECT contact_id, p_at FROM fresh RETURNING id INTO v_id;
  IF v_id IS NULL THEN
    SELECT contact_id INTO v_id FROM address WHERE channel = p_channel AND external_id = p_account;
  END IF;
  RETURN v_id;
END $$;

-- Stores inbounds, each once: [{id, channel, address, name, left, sentAt, payload}] gives [{id, contactId, fresh}] in
-- the same order. Rows are touched in the order of their keys, so that two calls with the same messages cannot wait
-- for each other; the running number keeps the order in which they were given.
CREATE FUNCTION accept_inbounds(p_items jsonb, p_at bigint) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  v_at timestamptz := at_ms(p_at);
  v_seq bigint[];
  v_result json[];
  v_contact bigint;
  v_fresh boolean;
  item record;
BEGIN
  FOR n IN 1 .. jsonb_array_length(p_items) LOOP
    v_seq[n] := nextval('inbox_seq_seq');
  END LOOP;
  FOR item IN
    SELECT value ->> 'id' AS id, value ->> 'channel' AS channel, value ->> 'address' AS address, value AS v, ordinality AS n
    FROM jsonb_array_elements(p_items) WITH ORDINALITY ORDER BY 2, 3, 1, 5
  LOOP
    v_contact := contact_of(item.channel, item.address, item.v ->> 'name', (item.v ->> 'left')::boolean, v_at);
    INSERT INTO inbox (id, seq, contact_id, channel, address, payload, sent_at, received_at)
    VALUES (item.id, v_seq[item.n], v_contact, item.channel, item.address, item.v -> 'payload',
      at_ms((item.v ->> 'sentAt')::bigint), v_at)
    ON CONFLICT (id) DO NOTHING;
    v_fresh := FOUND;
    IF NOT v_fresh THEN
      SELECT contact_id INTO v_contact FROM inbox WHERE id = item.id;
    END IF;
    v_result[item.n] := json_build_object('id', item.id, 'contactId', v_contact::text, 'fresh', v_fresh);
  END LOOP;
  RETURN array_to_json(v_result);
END $$;

-- What an erased person's account writes afterwards belongs to a new, unknown contact.
CREATE FUNCTION rehome_inbox(p_contact bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  i inbox;
  v_new bigint;
BEGIN
  FOR i IN SELECT * FROM inbox WHERE contact_id = p_contact AND handled_at IS NULL ORDER BY seq LOOP
    v_new := contact_of(i.channel, i.address, NULL, false, i.received_at);
    UPDATE inbox SET contact_id = v_new WHERE id = i.id;
  END LOOP;
  RETURN v_new;
END $$;

-- Locks the contact and reads all a turn starts from; NULL when nothing waits. The lock leaves other transactions
-- free to refer to the row.
CREATE FUNCTION turn_begin(p_contact bigint) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  c contact;
  i inbox;
  v_moved bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(4611686018427387904 + p_contact);
  SELECT * INTO c FROM contact WHERE id = p_contact;
  IF c.erased_at IS NOT NULL THEN
    v_moved := rehome_inbox(p_contact);
    RETURN CASE WHEN v_moved IS NULL THEN NULL ELSE turn_begin(v_moved) END;
  END IF;
  SELECT * INTO i FROM inbox WHERE contact_id = p_contact AND handled_at IS NULL ORDER BY seq LIMIT 1;
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN json_build_object('id', i.id, 'channel', i.channel, 'address', i.address, 'payload', i.payload,
    'sentAt', ms_of(i.sent_at), 'receivedAt', ms_of(i.received_at), 'attempts', i.attempts, 'lastError', i.error,
    'more', EXISTS (SELECT 1 FROM inbox n WHERE n.contact_id = p_contact AND n.handled_at IS NULL AND n.seq > i.seq),
    'contact', contact_view(c),
    'officer', (SELECT json_build_object('role', o.role, 'units',
      ARRAY(SELECT u.unit_code FROM officer_unit u WHERE u.contact_id = o.contact_id ORDER BY u.unit_code))
      FROM officer o WHERE o.contact_id = p_contact),
    'session', (SELECT s.state FROM session s WHERE s.contact_id = p_contact));
END $$;

-- Plans parcels: [{id, contactId, class, causeKind, causeId, channel, address, bubbles}]; each id once.
CREATE FUNCTION plan_parcels(p_plans jsonb, p_at bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO parcel (id, contact_id, class, cause_kind, cause_id, channel, address, bubbles, state, planned_at, not_before)
  SELECT p.id, p."contactId", p.class, p."causeKind", p."causeId", p.channel, p.address, p.bubbles, 'planned',
    at_ms(p_at), at_ms(p_at)
  FROM jsonb_to_recordset(p_plans) AS p(id text, "contactId" bigint, class text, "causeKind" text, "causeId" text,
    channel text, address text, bubbles jsonb)
  ON CONFLICT DO NOTHING
$$;

-- Ends turns: [{contact, inbound, session, reply}]; sessions, handled marks, and the replies as parcels that this
-- process already holds. Turns that only talked (p_talk) need not wait for the disk: should the server lose power,
-- the inbounds, which did wait, are handled again with the same outcome.
CREATE FUNCTION turns_finish(p_turns jsonb, p_at bigint, p_talk boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_at timestamptz := at_ms(p_at);
BEGIN
  IF p_talk THEN PERFORM set_config('synchronous_commit', 'off', true); END IF;
  INSERT INTO session (contact_id, state, updated_at)
  SELECT (t ->> 'contact')::bigint, (t -> 'session')::json, v_at FROM jsonb_array_elements(p_turns) t
  ON CONFLICT (contact_id) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at;
  UPDATE inbox SET handled_at = v_at WHERE id = ANY (ARRAY(SELECT t ->> 'inbound' FROM jsonb_array_elements(p_turns) t));
  INSERT INTO parcel (id, contact_id, class, cause_kind, cause_id, channel, address, bubbles, state, fence,
    planned_at, not_before, claimed_at)
  SELECT r ->> 'id', (r ->> 'contactId')::bigint, r ->> 'class', r ->> 'causeKind', r ->> 'causeId', r ->> 'channel',
    r ->> 'address', r -> 'bubbles', 'claimed', 1, v_at, v_at, v_at
  FROM (SELECT t -> 'reply' AS r FROM jsonb_array_elements(p_turns) t) replies WHERE jsonb_typeof(r) = 'object'
  ON CONFLICT DO NOTHING;
END $$;

-- Erases a person (domain reference, section 12) and gives the files nobody else sent. What stays: the blanked
-- contact row, the proof of consent and opt-out (with a hash of the account), the audit trail, and the ideas without
-- a word that could name anybody, as slip numbers are a register.
CREATE FUNCTION erase_contact(p_contact bigint, p_at bigint) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  v_media text[];
BEGIN
  -- Notices to officers that this person's messages caused, and officers' screens that showed the ideas.
  UPDATE parcel p SET bubbles = '[]', forget = true,
    state = CASE WHEN p.state = 'planned' THEN 'suppressed' ELSE p.state END,
    reason = CASE WHEN p.state = 'planned' THEN 'erased' ELSE p.reason END
  FROM inbox i WHERE i.contact_id = p_contact AND p.cause_kind = 'event'
    AND p.cause_id >= i.id || ':' AND p.cause_id < i.id || ';' AND p.contact_id <> p_contact;
  UPDATE parcel p SET bubbles = '[]'
  FROM idea i JOIN officer_unit u ON u.unit_code IN (i.unit_code, i.province_code)
  WHERE i.contact_id = p_contact AND p.contact_id = u.contact_id AND p.contact_id <> p_contact
    AND p.cause_kind <> 'inbound' AND p.state NOT IN ('planned', 'claimed') AND strpos(p.bubbles::text, i.code) > 0;
  UPDATE parcel p SET bubbles = '[]'
  FROM idea i JOIN officer_unit u ON u.unit_code IN (i.unit_code, i.province_code)
    JOIN inbox b ON b.contact_id = u.contact_id
  WHERE i.contact_id = p_contact AND p.cause_kind = 'inbound' AND p.cause_id = b.id AND p.contact_id = u.contact_id
    AND p.contact_id <> p_contact AND p.state <> 'claimed' AND strpos(p.bubbles::text, i.code) > 0;

  UPDATE parcel SET bubbles = '[]', address = '', forget = true,
    state = CASE WHEN state = 'planned' THEN 'suppressed' ELSE state END,
    reason = CASE WHEN state = 'planned' THEN 'erased' ELSE reason END
  WHERE contact_id = p_contact AND cause_kind <> 'inbound';
  UPDATE parcel p SET bubbles = '[]', address = '', forget = true
  FROM inbox i WHERE i.contact_id = p_contact AND p.cause_kind = 'inbound' AND p.cause_id = i.id
    AND p.contact_id = p_contact;
  UPDATE inbox SET payload = '{}', address = '', error = NULL WHERE contact_id = p_contact AND handled_at IS NOT NULL;
  UPDATE idea SET version = version + 1, changed_at = at_ms(p_at), return_reason = NULL,
    status = CASE WHEN status = 'accepted' THEN status ELSE 'withdrawn' END,
    fields = (SELECT jsonb_object_agg(key, value) FROM jsonb_each(fields) WHERE key IN ('unit', 'producerType',
        'businessRegistration', 'ideaKind', 'productSet', 'materialShare', 'workers', 'workerShare'))
      || '{"registrantName": "", "phone": "", "productName": "", "description": "", "photos": []}'
  WHERE contact_id = p_contact;
  DELETE FROM session WHERE contact_id = p_contact;
  DELETE FROM officer WHERE contact_id = p_contact;
  DELETE FROM address WHERE contact_id = p_contact;
  UPDATE contact SET language = NULL, name = NULL, phone = NULL, phone_verified = false, unit_code = NULL, hamlet = NULL,
    consents = '{}', opted_out = '{}', erased_at = at_ms(p_at) WHERE id = p_contact;

  WITH mine AS (DELETE FROM media_use WHERE contact_id = p_contact RETURNING media_id)
  SELECT coalesce(array_agg(m.media_id), '{}') INTO v_media FROM mine m
  WHERE NOT EXISTS (SELECT 1 FROM media_use o WHERE o.media_id = m.media_id AND o.contact_id <> p_contact);
  RETURN v_media;
END $$;

-- The last message of an erased person is answered, then nothing of it stays: the reply is blanked when settled.
CREATE FUNCTION turn_finish_erased(p_contact bigint, p_inbound text, p_session json, p_reply jsonb, p_at bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM turns_finish(jsonb_build_array(jsonb_build_object('contact', p_contact, 'inbound', p_inbound,
    'session', p_session, 'reply', p_reply)), p_at, false);
  DELETE FROM session WHERE contact_id = p_contact;
  UPDATE inbox SET payload = '{}', address = '' WHERE id = p_inbound;
  UPDATE parcel SET forget = true WHERE id = p_reply ->> 'id';
END $$;

-- Takes a parcel for sending. A lease that ran out means that its process died: that attempt counts.
CREATE FUNCTION claim_parcel(p_id text, p_lease bigint, p_at bigint) RETURNS json LANGUAGE sql AS $$
  WITH old AS (
    SELECT p.id, p.state FROM parcel p WHERE p.id = p_id
      AND ((p.state = 'planned' AND p.not_before <= at_ms(p_at))
        OR (p.state = 'claimed' AND p.claimed_at <= at_ms(p_at - p_lease)))
      AND NOT EXISTS (SELECT 1 FROM channel_state c WHERE c.channel = p.channel AND c.paused_until > at_ms(p_at))
    FOR NO KEY UPDATE
  )
  UPDATE parcel p SET state = 'claimed', claimed_at = at_ms(p_at), fence = p.fence + 1,
    attempts = p.attempts + (old.state = 'claimed')::int
  FROM old WHERE p.id = old.id
  RETURNING json_build_object('id', p.id, 'contactId', p.contact_id::text, 'class', p.class,
    'cause', json_build_object('kind', p.cause_kind, 'id', p.cause_id), 'channel', p.channel, 'address', p.address,
    'bubbles', p.bubbles, 'attempts', p.attempts, 'handed', p.external_ids, 'plannedAt', ms_of(p.planned_at),
    'fence', p.fence, 'interrupted', old.state = 'claimed')
$$;

-- Adds and removes classes a person does not want, and logs only what changed.
CREATE FUNCTION set_opt_out(p_contact bigint, p_classes text[], p_out boolean, p_at bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_now text[];
BEGIN
  SELECT opted_out INTO v_now FROM contact WHERE id = p_contact;
  INSERT INTO opt_out (contact_id, class, out, account_hashes, at)
  SELECT p_contact, k, p_out,
    ARRAY(SELECT account_hash(a.channel, a.external_id) FROM address a WHERE a.contact_id = p_contact), at_ms(p_at)
  FROM unnest(p_classes) k WHERE (k = ANY (v_now)) <> p_out;
  UPDATE contact SET opted_out = ARRAY(
    SELECT k FROM unnest(v_now) k WHERE p_out OR k <> ALL (p_classes)
    UNION SELECT k FROM unnest(p_classes) k WHERE p_out
    ORDER BY 1)
  WHERE id = p_contact;
END $$;

-- Records an answer to a consent question, once per message and purpose.
CREATE FUNCTION record_consent(p_contact bigint, p_purpose text, p_granted boolean, p_version text, p_answer text,
  p_inbound text, p_channel text, p_at bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO consent (contact_id, purpose, granted, text_version, answer, inbound_id, channel, account_hash, at)
  VALUES (p_contact, p_purpose, p_granted, p_version, p_answer, p_inbound, p_channel,
    (SELECT account_hash(i.channel, i.address) FROM inbox i WHERE i.id = p_inbound), at_ms(p_at))
  ON CONFLICT DO NOTHING;
  UPDATE contact SET consents = consents || jsonb_build_object(p_purpose, p_granted) WHERE id = p_contact;
$$;

-- Loads an edition of the administrative units; several processes may try at once.
CREATE FUNCTION load_units(p_version text, p_units jsonb, p_aliases jsonb, p_report jsonb, p_at bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE unit_edition IN SHARE ROW EXCLUSIVE MODE;
  IF p_version = (SELECT version FROM unit_edition ORDER BY loaded_at DESC LIMIT 1) THEN RETURN; END IF;
  UPDATE admin_unit SET retired_at = at_ms(p_at) WHERE retired_at IS NULL;
  INSERT INTO admin_unit (code, level, name, province_code)
  SELECT u.code, u.level, u.name, u."provinceCode"
  FROM jsonb_to_recordset(p_units) AS u(code text, level text, name text, "provinceCode" text)
  ON CONFLICT (code) DO UPDATE SET level = excluded.level, name = excluded.name,
    province_code = excluded.province_code, retired_at = NULL;
  DELETE FROM unit_alias;
  INSERT INTO unit_alias (old_name, old_district, old_province, new_code)
  SELECT a."oldName", a."oldDistrict", a."oldProvince", a."newCode"
  FROM jsonb_to_recordset(p_aliases) AS a("oldName" text, "oldDistrict" text, "oldProvince" text, "newCode" text);
  INSERT INTO unit_edition (version, report, loaded_at) VALUES (p_version, p_report, at_ms(p_at))
  ON CONFLICT (version) DO UPDATE SET report = excluded.report, loaded_at = excluded.loaded_at;
END $$;

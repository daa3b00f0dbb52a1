-- Lists of people that officers send to enrol them in a class; those without an account are claims of a person written down.

-- AlterTable
ALTER TABLE "seat_claim" ADD COLUMN     "attendee_from" TEXT,
ADD COLUMN     "attendee_unit" TEXT,
ADD COLUMN     "list_id" BIGINT;

-- CreateTable
CREATE TABLE "enrol_list" (
    "id" BIGSERIAL NOT NULL,
    "offering_id" TEXT NOT NULL,
    "contact_id" BIGINT,
    "media_id" TEXT,
    "file_name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "report" JSONB,
    "made" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "enrol_list_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "enrol_list_offering_id_idx" ON "enrol_list"("offering_id");

-- CreateIndex
CREATE INDEX "seat_claim_list_id_idx" ON "seat_claim"("list_id");

-- Relatives often share one telephone.
CREATE INDEX seat_claim_phone_idx ON seat_claim (attendee_phone, pool_id) WHERE attendee_phone IS NOT NULL;

ALTER TABLE enrol_list ADD CONSTRAINT enrol_list_state_check CHECK (
  state IN ('sent', 'tried', 'taken', 'written', 'refused', 'undone'));
CREATE INDEX enrol_list_waiting_idx ON enrol_list (id) WHERE state IN ('sent', 'taken');

-- Takes the next list to be read; one whose reader died is free again after the lease. Gives also where to answer.
CREATE FUNCTION next_enrol_list(p_lease bigint, p_at bigint) RETURNS json LANGUAGE sql AS $$
  WITH next AS (
    SELECT id FROM enrol_list WHERE state IN ('sent', 'taken')
      AND (claimed_at IS NULL OR claimed_at <= at_ms(p_at - p_lease))
    ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1
  ), taken AS (
    UPDATE enrol_list f SET claimed_at = at_ms(p_at) FROM next WHERE f.id = next.id RETURNING f.*
  )
  SELECT json_build_object('id', t.id::text, 'contactId', t.contact_id::text, 'offering', t.offering_id, 'code', o.code,
    'media', t.media_id, 'fileName', t.file_name, 'state', t.state, 'language', coalesce(c.language, 'vi'),
    'channel', a.channel, 'address', a.external_id)
  FROM taken t JOIN offering o ON o.id = t.offering_id JOIN contact c ON c.id = t.contact_id
    LEFT JOIN LATERAL (SELECT channel, external_id FROM address WHERE contact_id = c.id AND state = 'ok'
      ORDER BY preferred DESC, last_used_at DESC LIMIT 1) a ON true
$$;

-- People of a list ask for a seat one after the other, in the order of its rows. Whoever has an account is told of a seat.
CREATE FUNCTION seat_enrol(INOUT p seat_pool, p_act jsonb, p_at bigint, OUT result jsonb) LANGUAGE plpgsql AS $$
DECLARE
  v_results jsonb[] := '{}';
  v_list jsonb := jsonb_build_object('list', p_act -> 'list');
  g jsonb;
  r record;
BEGIN
  FOR g IN SELECT value FROM jsonb_array_elements(p_act -> 'people') LOOP
    SELECT * INTO r FROM seat_join(p, g || v_list, p_at);
    p := r.p;
    v_results := v_results || r.result;
  END LOOP;
  INSERT INTO seat_notice (claim_id, kind, key, due_at)
  SELECT id, 'handed_over', p.turn, at_ms(p_at) FROM seat_claim
  WHERE pool_id = p.id AND list_id = (p_act ->> 'list')::bigint AND contact_id IS NOT NULL AND state = 'taken';
  result := jsonb_build_object('result', 'done', 'people', to_jsonb(v_results));
END $$;

-- Takes a list back as a whole, as long as nothing happened to any of its people since; else nothing of it.
CREATE FUNCTION seat_unenrol(INOUT p seat_pool, p_act jsonb, p_at bigint, OUT result jsonb) LANGUAGE plpgsql AS $$
DECLARE
  v_list bigint := (p_act ->> 'list')::bigint;
  v_made int;
  v_same int;
  c seat_claim;
BEGIN
  SELECT made INTO v_made FROM enrol_list WHERE id = v_list AND offering_id = p.id AND state = 'written' FOR UPDATE;
  IF NOT FOUND THEN
    result := '{"result": "gone"}';
    RETURN;
  END IF;
  SELECT count(*) INTO v_same FROM seat_claim s WHERE s.pool_id = p.id AND s.list_id = v_list
    AND s.state IN ('taken', 'waiting') AND s.state_at = s.joined_at AND s.confirmed_at IS NULL
    AND (s.contact_id IS NULL) = (s.attendee IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.claim_id = s.id);
  IF v_same <> v_made THEN
    result := '{"result": "acted"}';
    RETURN;
  END IF;
  FOR c IN SELECT * FROM seat_claim WHERE pool_id = p.id AND list_id = v_list ORDER BY no LOOP
    p := seat_move(p, c, 'removed', p_at);
  END LOOP;
  -- Only those who were told that they are to come are told that they are not.
  DELETE FROM seat_notice n USING seat_claim s WHERE s.id = n.claim_id AND s.pool_id = p.id AND s.list_id = v_list
    AND n.done_at IS NULL;
  INSERT INTO seat_notice (claim_id, kind, key, due_at)
  SELECT DISTINCT n.claim_id, 'removed', p.turn::text, at_ms(p_at) FROM seat_notice n JOIN seat_claim s ON s.id = n.claim_id
  WHERE s.pool_id = p.id AND s.list_id = v_list AND n.outcome = 'planned';
  UPDATE enrol_list SET state = 'undone' WHERE id = v_list;
  result := jsonb_build_object('result', 'done', 'count', v_made);
END $$;

-- What channels tell later about our messages: echo, delivered, seen. They move the ledger forward only, in whatever
-- order they come, also before our own call has returned.

-- AlterTable
ALTER TABLE "parcel" ADD COLUMN "trace" TEXT,
ADD COLUMN "delivered_at" TIMESTAMPTZ(3),
ADD COLUMN "seen_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "early_receipt" (
    "channel" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "trace" TEXT,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "early_receipt_pkey" PRIMARY KEY ("channel", "external_id", "kind")
);

-- CreateIndex
CREATE INDEX "early_receipt_at_idx" ON "early_receipt"("at");

CREATE INDEX early_receipt_trace_idx ON early_receipt (address, trace) WHERE kind = 'echo';
CREATE INDEX parcel_trace_idx ON parcel (address, trace) WHERE trace IS NOT NULL;
-- A parcel is as far as the last of its messages. Only channels that tell are in the index.
CREATE FUNCTION last_message(ids text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT ids[array_upper(ids, 1)] $$;
CREATE INDEX parcel_last_message_idx ON parcel (last_message(external_ids))
  WHERE channel = 'zalo' AND last_message(external_ids) IS NOT NULL;

-- A send whose outcome was unknown did arrive, as this message: the rest of its parcel, if any, is still to go.
CREATE FUNCTION parcel_arrived(p parcel, p_message text, p_at timestamptz) RETURNS parcel LANGUAGE plpgsql AS $$
BEGIN
  p.external_ids := p.external_ids || p_message;
  p.trace := NULL;
  IF cardinality(p.external_ids) >= jsonb_array_length(p.bubbles) THEN
    p.state := 'handed';
    p.reason := NULL;
    p.handed_at := p_at;
  ELSE
    p.state := 'planned';
    p.reason := 'resumed';
    p.not_before := p_at;
  END IF;
  RETURN p;
END $$;

-- Receipts that were here before the row said to which message they belong. Settling takes the lock of
-- `record_receipts` as a share, so that of the two whoever comes second sees the other's rows.
CREATE FUNCTION apply_early_receipts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_message text;
  v_at timestamptz;
  v_delivered timestamptz;
  v_seen timestamptz;
BEGIN
  IF NEW.trace IS NOT NULL THEN
    SELECT external_id, at INTO v_message, v_at FROM early_receipt
    WHERE kind = 'echo' AND address = OLD.address AND trace = NEW.trace AND channel = NEW.channel
      -- An echo from before this attempt belongs to another message with the same words.
      AND (OLD.claimed_at IS NULL OR at >= OLD.claimed_at - interval '2 seconds')
    ORDER BY at DESC LIMIT 1;
    IF FOUND THEN NEW := parcel_arrived(NEW, v_message, v_at); END IF;
  END IF;
  IF NEW.state = 'handed' THEN
    SELECT min(happened_at) FILTER (WHERE kind = 'delivered'), min(happened_at) FILTER (WHERE kind = 'seen')
    INTO v_delivered, v_seen FROM early_receipt
    WHERE channel = NEW.channel AND external_id = last_message(NEW.external_ids);
    NEW.delivered_at := least(v_delivered, v_seen);
    NEW.seen_at := v_seen;
    NEW.state := CASE WHEN v_seen IS NOT NULL THEN 'seen' WHEN v_delivered IS NOT NULL THEN 'delivered' ELSE 'handed' END;
  END IF;
  DELETE FROM early_receipt WHERE channel = NEW.channel AND external_id = ANY (NEW.external_ids);
  RETURN NEW;
END $$;
CREATE TRIGGER early_receipts BEFORE UPDATE OF external_ids, trace ON parcel FOR EACH ROW
  WHEN (NEW.channel = 'zalo' AND (NEW.external_ids IS DISTINCT FROM OLD.external_ids OR NEW.trace IS NOT NULL)
    AND OLD.state IN ('planned', 'claimed', 'unknown', 'failed'))
  EXECUTE FUNCTION apply_early_receipts();

-- Records receipts: [{kind, id, address, trace, at}] with kind echo, delivered or seen.
CREATE FUNCTION record_receipts(p_items jsonb, p_at bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_at timestamptz := at_ms(p_at);
  e record;
BEGIN
  PERFORM pg_advisory_xact_lock(7210015), set_config('synchronous_commit', 'off', true);
  WITH told AS (
    SELECT x.id, min(x.address) AS address, min(at_ms(x.at)) AS delivered, min(at_ms(x.at)) FILTER (WHERE x.kind = 'seen') AS seen
    FROM jsonb_to_recordset(p_items) AS x(kind text, id text, address text, at bigint)
    WHERE x.kind IN ('delivered', 'seen') GROUP BY x.id
  ), moved AS (
    UPDATE parcel p SET
      state = CASE WHEN t.seen IS NOT NULL OR p.state = 'seen' THEN 'seen' ELSE 'delivered' END,
      delivered_at = least(p.delivered_at, t.delivered),
      seen_at = least(p.seen_at, t.seen)
    FROM told t
    WHERE p.channel = 'zalo' AND last_message(p.external_ids) = t.id AND p.state IN ('handed', 'delivered', 'seen')
    RETURNING t.id
  )
  INSERT INTO early_receipt (channel, external_id, kind, address, happened_at, at)
  SELECT 'zalo', t.id, CASE WHEN t.seen IS NULL THEN 'delivered' ELSE 'seen' END, t.address, coalesce(t.seen, t.delivered), v_at
  FROM told t WHERE t.id NOT IN (SELECT id FROM moved)
  ON CONFLICT DO NOTHING;

  FOR e IN
    SELECT DISTINCT ON (x.id) x.id, x.address, x.trace, at_ms(x.at) AS happened
    FROM jsonb_to_recordset(p_items) AS x(kind text, id text, address text, trace text, at bigint) WHERE x.kind = 'echo'
  LOOP
    CONTINUE WHEN EXISTS (SELECT 1 FROM parcel p WHERE p.channel = 'zalo' AND last_message(p.external_ids) = e.id);
    INSERT INTO early_receipt (channel, external_id, kind, address, trace, happened_at, at)
    VALUES ('zalo', e.id, 'echo', e.address, e.trace, e.happened, v_at) ON CONFLICT DO NOTHING;
    -- Touching the row lets the trigger find the echo.
    UPDATE parcel SET trace = trace WHERE id = (
      SELECT p.id FROM parcel p WHERE p.address = e.address AND p.trace = e.trace AND p.channel = 'zalo'
      ORDER BY p.planned_at LIMIT 1);
  END LOOP;

  -- Of messages that are not ours (an officer wrote them in Zalo's own tool) nobody ever asks.
  DELETE FROM early_receipt WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM early_receipt WHERE at < v_at - interval '7 days' ORDER BY at LIMIT 100));
END $$;

-- A JSON list of texts as an array; null stays null.
CREATE FUNCTION texts_of(p_list jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_list IS NOT NULL AND p_list <> 'null' THEN ARRAY(SELECT jsonb_array_elements_text(p_list)) END
$$;

-- Writes outcomes: [{id, fence, state, reason, notBefore, counts, externalIds, trace}]. What a channel has taken is never
-- taken back, an outcome of a claim that was lost to another process is ignored unless the message did go out, and
-- nothing is planned again for a person who opted out meanwhile (an answer to the person's own message excepted).
-- The trace names what was sent when its outcome is unknown.
-- Row by row, so that the plans made once find each row by its key however large the ledger has grown since
-- (test/store/plans.test.ts).
CREATE FUNCTION settle_parcels(p_outcomes jsonb, p_at bigint) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  x record;
  v_refused boolean;
BEGIN
  FOR x IN
    SELECT * FROM jsonb_to_recordset(p_outcomes) AS x(id text, fence int, state text, reason text, "notBefore" bigint,
      counts boolean, "externalIds" jsonb, trace text)
  LOOP
    v_refused := x.state = 'planned' AND coalesce((
      SELECT q.class = ANY (c.opted_out) FROM parcel q JOIN contact c ON c.id = q.contact_id
      WHERE q.id = x.id AND q.cause_kind <> 'inbound'), false);
    UPDATE parcel p SET
      state = CASE WHEN v_refused THEN 'suppressed' ELSE x.state END,
      reason = CASE WHEN v_refused THEN 'opted_out' ELSE x.reason END,
      attempts = p.attempts + coalesce(x.counts, x.state <> 'suppressed')::int,
      external_ids = coalesce(texts_of(x."externalIds"), p.external_ids),
      trace = CASE WHEN NOT v_refused THEN x.trace END,
      not_before = coalesce(at_ms(x."notBefore"), p.not_before),
      claimed_at = NULL,
      handed_at = CASE WHEN x.state = 'handed' THEN at_ms(p_at) ELSE p.handed_at END,
      bubbles = CASE WHEN p.forget AND (v_refused OR x.state <> 'planned') THEN '[]' ELSE p.bubbles END,
      address = CASE WHEN p.forget AND (v_refused OR x.state <> 'planned') THEN '' ELSE p.address END
    WHERE p.id = x.id AND (
      (p.state IN ('planned', 'claimed') AND (x.fence IS NULL OR x.fence = p.fence OR x.state = 'handed'))
      OR (p.state IN ('unknown', 'failed') AND x.state = 'handed'));
  END LOOP;
END $$;

-- One person, several accounts: links asked for on one account and agreed to on the other, and what a merge moves.

-- AlterTable
ALTER TABLE "contact" ADD COLUMN "merged_into" BIGINT;

-- AlterTable
ALTER TABLE "address" ADD COLUMN "preferred" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "contact_link" (
    "id" TEXT NOT NULL,
    "owner_id" BIGINT NOT NULL,
    "asker_id" BIGINT,
    "asker_channel" TEXT,
    "asker_address" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "kept_id" BIGINT,

    CONSTRAINT "contact_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "contact_link_owner_id_idx" ON "contact_link"("owner_id");

CREATE INDEX contact_link_unmerged_idx ON contact_link (approved_at) WHERE approved_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX contact_verified_phone_idx ON contact (phone) WHERE phone_verified;

-- Two officers of different levels cannot be one: whose authority would count?
CREATE FUNCTION may_be_one(p_a bigint, p_b bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT 1 FROM officer a JOIN officer b ON b.contact_id = p_b AND b.role <> a.role WHERE a.contact_id = p_a)
$$;

-- Forms the other account left open go on being open; the conversation of the account that stays goes on as it is.
CREATE FUNCTION absorb_session(p_keep bigint, p_gone bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  k jsonb := (SELECT state FROM session WHERE contact_id = p_keep);
  g jsonb := (SELECT state FROM session WHERE contact_id = p_gone);
  v_open jsonb;
BEGIN
  IF g IS NULL THEN RETURN; END IF;
  IF k IS NULL THEN
    UPDATE session SET contact_id = p_keep WHERE contact_id = p_gone;
    RETURN;
  END IF;
  SELECT coalesce(jsonb_agg(c - 'overlay'), '[]') INTO v_open
  FROM jsonb_array_elements((g -> 'parked') || CASE WHEN jsonb_typeof(g -> 'current') = 'object' THEN g -> 'current' ELSE '[]' END) c
  WHERE jsonb_array_length(c -> 'trail') > 0 AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements((k -> 'parked') || CASE WHEN jsonb_typeof(k -> 'current') = 'object' THEN k -> 'current' ELSE '[]' END) o
    WHERE o -> 'flow' = c -> 'flow');
  UPDATE session SET state = jsonb_set(k, '{parked}', v_open || (k -> 'parked'))::json WHERE contact_id = p_keep;
  DELETE FROM session WHERE contact_id = p_gone;
END $$;

-- Moves everything of one contact to another. What cannot be changed (proof of consent, opt-out, audit) stays under the
-- old number, which says into whom it went. Of answers to the same consent question the later one counts, and an
-- opt-out on either account is an opt-out.
CREATE FUNCTION absorb_contact(p_keep bigint, p_gone bigint, p_at bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  g contact;
BEGIN
  SELECT * INTO g FROM contact WHERE id = p_gone;
  -- Replies are found through the message they answer, notices by an index of their own.
  UPDATE parcel p SET contact_id = p_keep FROM inbox i
  WHERE i.contact_id = p_gone AND p.cause_kind = 'inbound' AND p.cause_id = i.id AND p.contact_id = p_gone;
  UPDATE inbox SET contact_id = p_keep WHERE contact_id = p_gone;
  PERFORM absorb_session(p_keep, p_gone);
  UPDATE idea SET contact_id = p_keep WHERE contact_id = p_gone;
  INSERT INTO media_use (media_id, contact_id) SELECT media_id, p_keep FROM media_use WHERE contact_id = p_gone
  ON CONFLICT DO NOTHING;
  DELETE FROM media_use WHERE contact_id = p_gone;
  -- Both were told of the same thing: once is enough.
  UPDATE parcel p SET cause_id = p.cause_id || ':' || p_gone,
    state = CASE WHEN p.state = 'planned' THEN 'suppressed' ELSE p.state END,
    reason = CASE WHEN p.state = 'planned' THEN 'merged' ELSE p.reason END
  FROM parcel o
  WHERE p.contact_id = p_gone AND p.cause_kind <> 'inbound' AND o.contact_id = p_keep
    AND o.cause_kind = p.cause_kind AND o.cause_id = p.cause_id;
  UPDATE parcel SET contact_id = p_keep WHERE contact_id = p_gone AND cause_kind <> 'inbound';
  INSERT INTO officer (contact_id, role, joined_at) SELECT p_keep, role, joined_at FROM officer WHERE contact_id = p_gone
  ON CONFLICT DO NOTHING;
  INSERT INTO officer_unit (contact_id, unit_code) SELECT p_keep, unit_code FROM officer_unit WHERE contact_id = p_gone
  ON CONFLICT DO NOTHING;
  DELETE FROM officer WHERE contact_id = p_gone;
  UPDATE address SET contact_id = p_keep,
    preferred = preferred AND NOT EXISTS (SELECT 1 FROM address o WHERE o.contact_id = p_keep AND o.preferred)
  WHERE contact_id = p_gone;
  UPDATE contact k SET language = coalesce(k.language, g.language), name = coalesce(k.name, g.name),
    phone = coalesce(k.phone, g.phone),
    phone_verified = k.phone_verified OR (g.phone_verified AND coalesce(k.phone, g.phone) = g.phone),
    unit_code = coalesce(k.unit_code, g.unit_code), hamlet = coalesce(k.hamlet, g.hamlet),
    consents = k.consents || g.consents || coalesce((
      SELECT jsonb_object_agg(purpose, granted) FROM (
        SELECT DISTINCT ON (purpose) purpose, granted FROM consent WHERE contact_id IN (p_keep, p_gone)
        ORDER BY purpose, at DESC, id DESC) latest), '{}'),
    opted_out = ARRAY(SELECT unnest(k.opted_out) UNION SELECT unnest(g.opted_out) ORDER BY 1)
  WHERE k.id = p_keep;
  UPDATE contact SET language = NULL, name = NULL, phone = NULL, phone_verified = false, unit_code = NULL, hamlet = NULL,
    consents = '{}', opted_out = '{}', erased_at = at_ms(p_at), merged_into = p_keep WHERE id = p_gone;
END $$;

-- Merges the two sides of a link that both agreed to, into the one known longer; gives the contact that stays, NULL when
-- nothing is left to do. The turns' locks are taken in the order of the ids, as groups of turns do.
CREATE FUNCTION merge_link(p_id text, p_at bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  l contact_link;
  v_keep bigint;
  v_gone bigint;
BEGIN
  SELECT * INTO l FROM contact_link WHERE id = p_id AND approved_at IS NOT NULL AND ended_at IS NULL;
  IF NOT FOUND THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock(4611686018427387904 + least(l.owner_id, l.asker_id));
  PERFORM pg_advisory_xact_lock(4611686018427387904 + greatest(l.owner_id, l.asker_id));
  UPDATE contact_link SET ended_at = at_ms(p_at) WHERE id = p_id AND ended_at IS NULL RETURNING * INTO l;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT id INTO v_keep FROM contact WHERE id IN (l.owner_id, l.asker_id) ORDER BY created_at, id LIMIT 1;
  v_gone := CASE v_keep WHEN l.owner_id THEN l.asker_id ELSE l.owner_id END;
  -- One of them was erased or went into somebody else meanwhile.
  IF v_keep = v_gone OR EXISTS (SELECT 1 FROM contact WHERE id IN (v_keep, v_gone) AND erased_at IS NOT NULL)
    OR NOT may_be_one(v_keep, v_gone) THEN RETURN NULL; END IF;
  PERFORM absorb_contact(v_keep, v_gone, p_at);
  UPDATE contact_link SET kept_id = v_keep WHERE id = p_id;
  INSERT INTO audit (actor, action, subject, detail, at)
  VALUES (l.owner_id::text, 'contacts_merged', 'contact:' || v_keep, jsonb_build_object('gone', v_gone::text, 'link', p_id), at_ms(p_at));
  RETURN v_keep;
END $$;

-- Takes an account away from a contact and gives it a new, unknown one; what it sent and was not handled goes with it,
-- and notices planned for it go to the contact's other account. Gives the new contact; NULL when it is the last account.
CREATE FUNCTION unlink_account(p_contact bigint, p_channel text, p_account text, p_at bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  v_new bigint;
  r address;
BEGIN
  SELECT * INTO r FROM address WHERE contact_id = p_contact AND (channel, external_id) <> (p_channel, p_account)
  ORDER BY state DESC, preferred DESC, last_used_at DESC LIMIT 1;
  IF NOT FOUND OR NOT EXISTS (SELECT 1 FROM address WHERE contact_id = p_contact AND channel = p_channel AND external_id = p_account)
  THEN RETURN NULL; END IF;
  INSERT INTO contact (id, language, created_at)
  SELECT nextval('contact_id_seq'), language, at_ms(p_at) FROM contact WHERE id = p_contact RETURNING id INTO v_new;
  UPDATE address SET contact_id = v_new, preferred = false WHERE channel = p_channel AND external_id = p_account;
  UPDATE inbox SET contact_id = v_new
  WHERE contact_id = p_contact AND handled_at IS NULL AND channel = p_channel AND address = p_account;
  UPDATE parcel SET channel = r.channel, address = r.external_id
  WHERE contact_id = p_contact AND state = 'planned' AND cause_kind <> 'inbound' AND channel = p_channel AND address = p_account;
  UPDATE contact_link SET ended_at = at_ms(p_at) WHERE ended_at IS NULL AND p_contact IN (owner_id, asker_id);
  RETURN v_new;
END $$;

-- An erased person's accounts are forgotten where only their names stood: what a channel told, who asked for a link.
CREATE FUNCTION forget_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM early_receipt WHERE channel = OLD.channel AND address = OLD.external_id;
  UPDATE contact_link SET asker_address = NULL WHERE asker_id = OLD.contact_id;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_account AFTER DELETE ON address FOR EACH ROW EXECUTE FUNCTION forget_account();

CREATE FUNCTION forget_trace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.trace := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER forget_trace BEFORE UPDATE OF forget ON parcel FOR EACH ROW
  WHEN (NEW.forget AND NEW.trace IS NOT NULL) EXECUTE FUNCTION forget_trace();

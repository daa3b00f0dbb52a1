-- Self-assessments and dossiers ticked off over weeks, and what flows read of them in one statement.

-- CreateTable
CREATE TABLE "self_check" (
    "id" TEXT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "set_id" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "points" INTEGER NOT NULL,
    "parts" JSONB NOT NULL,
    "open" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "self_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "self_check_draft" (
    "contact_id" BIGINT NOT NULL,
    "set_id" TEXT NOT NULL,
    "product_key" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "asks" TEXT NOT NULL,
    "goal" INTEGER NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "self_check_draft_pkey" PRIMARY KEY ("contact_id","set_id","product_key")
);

-- CreateTable
CREATE TABLE "dossier_ticks" (
    "contact_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "set_id" TEXT NOT NULL,
    "ticked" TEXT[],
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dossier_ticks_pkey" PRIMARY KEY ("contact_id","kind","set_id")
);

-- CreateIndex
CREATE INDEX "self_check_contact_id_set_id_at_idx" ON "self_check"("contact_id", "set_id", "at");

CREATE FUNCTION self_check_view(c self_check) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', c.id, 'setId', c.set_id, 'product', c.product, 'answers', c.answers,
    'points', c.points, 'parts', c.parts, 'open', c.open, 'at', ms_of(c.at))
$$;

-- A check with whose it is and the one of the same product before it.
CREATE FUNCTION kept_self_check(p_id text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT self_check_view(c) || jsonb_build_object('contactId', c.contact_id::text, 'before',
    (SELECT self_check_view(b) FROM self_check b
      WHERE b.contact_id = c.contact_id AND b.set_id = c.set_id AND lower(b.product) = lower(c.product) AND b.at < c.at ORDER BY b.at DESC LIMIT 1),
    'ticked', (SELECT coalesce(jsonb_agg(DISTINCT t), '[]') FROM dossier_ticks d, unnest(d.ticked) t
      WHERE d.contact_id = c.contact_id AND d.set_id = c.set_id))
  FROM self_check c WHERE c.id = p_id
$$;

-- Own products (of certificates, then of ideas), the last two checks of each, those under way, dossiers under way.
CREATE FUNCTION own_progress(p_contact bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'products', coalesce((SELECT jsonb_agg(jsonb_build_object('name', p.name, 'setId', p.set_id, 'star', p.star)
        ORDER BY p.star IS NULL, p.since, p.name)
      FROM (SELECT DISTINCT ON (lower(o.name)) o.* FROM (
          SELECT r.product AS name, r.product_set AS set_id, r.star::int AS star, r.issued_on::timestamptz AS since
          FROM producer_member m JOIN certificate_record r ON r.producer_id = m.producer_id
          WHERE m.contact_id = p_contact AND NOT r.renewed AND r.revoked_on IS NULL AND r.product_set IS NOT NULL
          UNION ALL
          SELECT i.fields->>'productName', i.fields->>'productSet', NULL, i.submitted_at FROM idea i
          WHERE i.contact_id = p_contact AND i.status <> 'withdrawn' AND i.fields->>'productSet' <> 'unsure'
        ) o WHERE o.name <> '' ORDER BY lower(o.name), o.star IS NULL, o.since) p), '[]'),
    'checks', coalesce((SELECT jsonb_agg(self_check_view(c) ORDER BY c.at DESC) FROM self_check c
      WHERE c.contact_id = p_contact AND (SELECT count(*) FROM self_check n
        WHERE n.contact_id = c.contact_id AND n.set_id = c.set_id AND lower(n.product) = lower(c.product)
          AND n.at > c.at) < 2), '[]'),
    'drafts', coalesce((SELECT jsonb_agg(jsonb_build_object('setId', f.set_id, 'product', f.product,
        'answers', f.answers, 'asks', f.asks, 'goal', f.goal) ORDER BY f.begun_at, f.product_key)
      FROM self_check_draft f WHERE f.contact_id = p_contact), '[]'),
    'dossiers', coalesce((SELECT jsonb_agg(jsonb_build_object('kind', d.kind, 'setId', d.set_id, 'ticked', d.ticked,
        'changedAt', ms_of(d.changed_at)) ORDER BY d.changed_at DESC)
      FROM dossier_ticks d WHERE d.contact_id = p_contact), '[]'))
$$;

-- What a person worked out follows them into the contact they turn out to be, and ends when they are erased.
CREATE FUNCTION move_progress() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.merged_into IS NOT NULL THEN
    UPDATE self_check SET contact_id = NEW.merged_into WHERE contact_id = NEW.id;
    INSERT INTO self_check_draft SELECT NEW.merged_into, set_id, product_key, product, answers, asks, goal, begun_at, changed_at
    FROM self_check_draft WHERE contact_id = NEW.id
    ON CONFLICT (contact_id, set_id, product_key) DO UPDATE SET answers = excluded.answers, asks = excluded.asks,
      goal = excluded.goal, changed_at = excluded.changed_at WHERE self_check_draft.changed_at < excluded.changed_at;
    INSERT INTO dossier_ticks (contact_id, kind, set_id, ticked, changed_at)
    SELECT NEW.merged_into, kind, set_id, ticked, changed_at FROM dossier_ticks WHERE contact_id = NEW.id
    ON CONFLICT (contact_id, kind, set_id) DO UPDATE SET changed_at = greatest(dossier_ticks.changed_at, excluded.changed_at),
      ticked = ARRAY(SELECT DISTINCT t FROM unnest(dossier_ticks.ticked || excluded.ticked) t ORDER BY t);
  END IF;
  DELETE FROM self_check WHERE contact_id = NEW.id;
  DELETE FROM self_check_draft WHERE contact_id = NEW.id;
  DELETE FROM dossier_ticks WHERE contact_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER move_progress AFTER UPDATE OF erased_at ON contact FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION move_progress();

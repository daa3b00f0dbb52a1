-- Certificates of attendance with a register without gaps, links to the check-in page, feedback.

-- CreateTable
CREATE TABLE "attendance_number" (
    "unit_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "attendance_number_pkey" PRIMARY KEY ("unit_code","year")
);

-- CreateTable
CREATE TABLE "attendance_certificate" (
    "code" TEXT NOT NULL,
    "offering_id" TEXT NOT NULL,
    "claim_id" BIGINT NOT NULL,
    "unit_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "contact_id" BIGINT,
    "attended" INTEGER NOT NULL,
    "sessions" INTEGER NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_by" BIGINT,

    CONSTRAINT "attendance_certificate_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "check_in_pass" (
    "id" TEXT NOT NULL,
    "offering_id" TEXT NOT NULL,
    "contact_id" BIGINT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "session_id" TEXT,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "check_in_pass_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "class_feedback" (
    "id" TEXT NOT NULL,
    "offering_id" TEXT NOT NULL,
    "useful" INTEGER NOT NULL,
    "clear" INTEGER NOT NULL,
    "wish" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "class_feedback_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "attendance_certificate_claim_id_key" ON "attendance_certificate"("claim_id");

-- CreateIndex
CREATE INDEX "attendance_certificate_offering_id_idx" ON "attendance_certificate"("offering_id");

-- CreateIndex
CREATE INDEX "attendance_certificate_contact_id_idx" ON "attendance_certificate"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "attendance_certificate_unit_code_year_number_key" ON "attendance_certificate"("unit_code", "year", "number");

-- CreateIndex
CREATE UNIQUE INDEX "check_in_pass_session_id_key" ON "check_in_pass"("session_id");

-- CreateIndex
CREATE INDEX "check_in_pass_contact_id_idx" ON "check_in_pass"("contact_id");

-- CreateIndex
CREATE INDEX "class_feedback_offering_id_idx" ON "class_feedback"("offering_id");

-- Certifies people in the order given. The row of the register is locked first, so two officers at once leave no gap and
-- certify nobody twice; whoever has a number keeps it, and what is said of them is brought up to date.
CREATE FUNCTION certify_attendance(p_offering text, p_unit text, p_year int, p_people jsonb, p_by bigint, p_at bigint)
RETURNS SETOF attendance_certificate LANGUAGE plpgsql AS $$
DECLARE
  v_last int;
BEGIN
  INSERT INTO attendance_number (unit_code, year, last) VALUES (p_unit, p_year, 0) ON CONFLICT DO NOTHING;
  SELECT last INTO v_last FROM attendance_number WHERE unit_code = p_unit AND year = p_year FOR UPDATE;
  UPDATE attendance_certificate k SET name = x.name, attended = x.attended, sessions = x.sessions
    FROM jsonb_to_recordset(p_people) AS x(claim bigint, name text, attended int, sessions int) WHERE k.claim_id = x.claim;
  RETURN QUERY INSERT INTO attendance_certificate (code, offering_id, claim_id, unit_code, year, number, name, contact_id,
      attended, sessions, issued_at, issued_by)
    SELECT translate(gen_random_uuid()::text, '-', ''), p_offering, c.id, p_unit, p_year,
      v_last + (row_number() OVER (ORDER BY x.ord))::int, x.name, CASE WHEN c.attendee IS NULL THEN c.contact_id END,
      x.attended, x.sessions, at_ms(p_at), p_by
    FROM (SELECT (value->>'claim')::bigint AS claim, value->>'name' AS name, (value->>'attended')::int AS attended,
        (value->>'sessions')::int AS sessions, ord FROM jsonb_array_elements(p_people) WITH ORDINALITY AS e(value, ord)) x
    JOIN seat_claim c ON c.id = x.claim AND c.pool_id = p_offering
    WHERE NOT EXISTS (SELECT 1 FROM attendance_certificate k WHERE k.claim_id = c.id)
    RETURNING *;
  UPDATE attendance_number SET last = (SELECT coalesce(max(number), 0) FROM attendance_certificate k
    WHERE k.unit_code = p_unit AND k.year = p_year) WHERE unit_code = p_unit AND year = p_year;
END $$;

-- An erased person keeps no name in the register; the number stays. Joined accounts take their certificates along.
CREATE FUNCTION class_papers_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM check_in_pass WHERE contact_id = NEW.id;
  IF NEW.merged_into IS NULL THEN
    UPDATE attendance_certificate SET name = '', contact_id = NULL WHERE contact_id = NEW.id;
  ELSE
    UPDATE attendance_certificate SET contact_id = NEW.merged_into WHERE contact_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER class_papers_forget AFTER UPDATE OF erased_at ON contact FOR EACH ROW
  WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION class_papers_forget();

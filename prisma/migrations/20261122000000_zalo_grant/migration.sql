-- Tokens of rotating accounts (sealed), and operators' links to give consent.

-- CreateTable
CREATE TABLE "zalo_grant" (
    "account" TEXT NOT NULL,
    "access_token" TEXT NOT NULL,
    "access_hash" TEXT NOT NULL,
    "refresh_token" TEXT,
    "refresh_hash" TEXT,
    "access_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "state_at" TIMESTAMPTZ(3) NOT NULL,
    "pending_since" TIMESTAMPTZ(3),
    "pending_hash" TEXT,

    CONSTRAINT "zalo_grant_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "zalo_consent" (
    "key_hash" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state_hash" TEXT,
    "verifier" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "zalo_consent_pkey" PRIMARY KEY ("key_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "zalo_consent_state_hash_key" ON "zalo_consent"("state_hash");

ALTER TABLE "zalo_grant" ADD CONSTRAINT "zalo_grant_state_check" CHECK ("state" IN ('ok', 'needs_reconsent'));

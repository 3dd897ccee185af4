-- The ledger: written in the act's own transaction, never changed, never removed (SG-56).

ALTER TABLE register_ledgerentry
    ADD COLUMN xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ADD CONSTRAINT sg_56_leaf_is_of_this_body
        CHECK (leaf_hash = sha256('\x00'::bytea || convert_to(body, 'UTF8'))),
    ADD CONSTRAINT sg_56_columns_say_what_the_body_says
        CHECK (body::jsonb ->> 'event' = event
               AND body::jsonb ->> 'actor' = actor
               AND (body::jsonb ->> 'subject')::uuid IS NOT DISTINCT FROM subject);
CREATE INDEX ledger_by_xact ON register_ledgerentry (xact);

-- Every transaction older than the horizon had ended when this leaf was given its place, so the sequencer need only
-- look at entries from there on.
ALTER TABLE register_ledgerleaf ADD COLUMN horizon xid8 NOT NULL DEFAULT pg_snapshot_xmin(pg_current_snapshot());

CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'SG-56: the ledger is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER sg_56_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER sg_56_leaf_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_ledgerleaf
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

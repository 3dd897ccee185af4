-- The ledger: written in the act's own transaction, never changed, never removed (SG-56).

-- An access is bound to the connection that committed it.
ALTER TABLE register_access
    ADD COLUMN xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ADD COLUMN backend integer NOT NULL DEFAULT pg_backend_pid(),
    ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT clock_timestamp();
CREATE INDEX access_by_backend ON register_access (backend);

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

-- Every transaction older than the horizon had ended when this checkpoint was made, so the sequencer need only look at
-- entries from there on.
ALTER TABLE register_ledgercheckpoint ADD COLUMN horizon xid8 NOT NULL DEFAULT pg_snapshot_xmin(pg_current_snapshot());

-- An entry ends the access it belongs to, and is the only thing that can: so each access has exactly one entry, the
-- act's own, or one that says that it was refused or came to nothing.
CREATE FUNCTION sg_66_entry_ends_its_access() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM register_access a
    WHERE a.id = NEW.access AND a.actor = NEW.actor AND a.person IS NOT DISTINCT FROM NEW.subject
      AND a.purpose = NEW.body::jsonb ->> 'purpose'
      AND a.particulars_digest = coalesce(NEW.body::jsonb ->> 'particulars_digest', '')
      AND (a.event = NEW.event OR NEW.event IN ('safeguard:refused', 'access:unfinished'));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'SG-66: this entry does not say what was begun' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_66_entry_ends_its_access';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_66_entry_ends_its_access BEFORE INSERT ON register_ledgerentry
    FOR EACH ROW WHEN (NEW.access IS NOT NULL) EXECUTE FUNCTION sg_66_entry_ends_its_access();

CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'SG-56: the ledger is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER sg_56_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER sg_56_leaf_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_ledgerleaf
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER sg_56_tile_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_ledgertile
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER sg_56_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_ledgercheckpoint
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

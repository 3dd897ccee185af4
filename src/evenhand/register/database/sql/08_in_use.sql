-- Erased stays erased (SG-64). The one row of register_inuse says that this database may be signed in to. Backups leave
-- it out, so that whatever is made from one, in whatever way, is shut until the erasures since were replayed.

INSERT INTO register_inuse (id, since) VALUES (1, now());

CREATE FUNCTION sg_64_shut_until_in_use() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM register_inuse) THEN
        RAISE EXCEPTION 'SG-64: erasures are still to be replayed' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_64_shut_until_in_use';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_64_shut_until_in_use BEFORE INSERT OR UPDATE ON django_session
    FOR EACH ROW EXECUTE FUNCTION sg_64_shut_until_in_use();

-- It is put into use by the restore at its end, or by the data protection officer, and that is in the ledger.
CREATE FUNCTION sg_64_put_into_use_by_an_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM door_accesses() WHERE event IN ('register:restored', 'register:reopened')) THEN
        RAISE EXCEPTION 'SG-64: a register is put into use by a restore or by the data protection officer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sg_64_put_into_use_by_an_act';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_64_put_into_use_by_an_act BEFORE INSERT OR UPDATE ON register_inuse
    FOR EACH ROW EXECUTE FUNCTION sg_64_put_into_use_by_an_act();

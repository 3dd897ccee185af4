-- Records opened in an emergency (SG-66). That one was opened, by whom and what came of it says nothing of whose it was,
-- and is open to the application; whose, and why, is behind the person's door.

ALTER TABLE register_emergencyrecord ENABLE ROW LEVEL SECURITY;
CREATE POLICY sg_66_door ON register_emergencyrecord USING (
    (SELECT door_opens('everything')) OR person_id = ANY ((SELECT door_people())::uuid[]));

-- Whose record was opened: a number, for the act that then opens the door; null once the person was erased.
CREATE FUNCTION emergency_person(of_use bigint) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT person_id FROM register_emergencyrecord WHERE use_id = of_use
$$;

-- The door does not open for a look in an emergency that nobody opened, that is over, or that is somebody else's.
CREATE FUNCTION sg_66_emergency_look_in_its_time() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM register_emergencyuse u JOIN register_emergencyrecord r ON r.use_id = u.id
        WHERE r.person_id = NEW.person AND NEW.actor = 'account:' || u.account_id
          AND NEW.begun_at >= u.opened_at AND NEW.begun_at < u.until
    ) THEN
        RAISE EXCEPTION 'SG-66: this record is not open to this account in an emergency'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sg_66_emergency_look_in_its_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_66_emergency_look_in_its_time BEFORE INSERT ON register_access
    FOR EACH ROW WHEN (NEW.event = 'emergency:consulted') EXECUTE FUNCTION sg_66_emergency_look_in_its_time();

-- What was found stays what it was.
CREATE FUNCTION sg_66_emergency_is_reviewed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'SG-66: this was reviewed' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'sg_66_emergency_is_reviewed_once';
END $$;
CREATE TRIGGER sg_66_emergency_is_reviewed_once BEFORE UPDATE ON register_emergencyuse
    FOR EACH ROW WHEN (OLD.finding <> '') EXECUTE FUNCTION sg_66_emergency_is_reviewed_once();

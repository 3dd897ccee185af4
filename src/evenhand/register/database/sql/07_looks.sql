-- The person's own page: whose letter it is, what may be held back, and how often everybody's records were read.

CREATE POLICY sg_66_door ON register_accessletter
    USING ((SELECT door_opens('everything')) OR person_id = ANY ((SELECT door_people())::uuid[]));
CREATE POLICY sg_66_door ON register_lookdelay
    USING ((SELECT door_opens('everything')) OR person_id = ANY ((SELECT door_people())::uuid[]));
ALTER TABLE register_accessletter ENABLE ROW LEVEL SECURITY;
ALTER TABLE register_lookdelay ENABLE ROW LEVEL SECURITY;

-- Whose letter this is, by the reference that stands on it: a number, for the act that then opens their door.
CREATE FUNCTION letter_of(reference_given text, today date) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT person_id FROM register_accessletter
    WHERE reference = reference_given AND ended_at IS NULL AND valid_until >= today
$$;

-- How many lines are held back from somebody now, and when the first of them is told: numbers, and nobody's name.
CREATE FUNCTION held_back_now(today date) RETURNS TABLE (lines bigint, first_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*), min(told_on) FROM (
        SELECT max(ends_on) AS told_on FROM register_lookdelay WHERE lifted_at IS NULL AND ends_on > today
        GROUP BY entry_id, person_id
    ) AS held
$$;

-- Jobs that read everybody's record at once say nothing of anybody, so the person is told how often, and when last.
CREATE INDEX ledger_of_everybody ON register_ledgerentry (event)
    WHERE access IS NOT NULL AND subject IS NULL AND body::jsonb -> 'facts' ->> 'opens' IN ('everything', 'log');
CREATE FUNCTION acts_on_everybody(since timestamptz) RETURNS TABLE (happened varchar, times bigint, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT event, count(*), max((body::jsonb ->> 'at')::timestamptz) FROM register_ledgerentry
    WHERE access IS NOT NULL AND subject IS NULL AND body::jsonb -> 'facts' ->> 'opens' IN ('everything', 'log')
      AND (body::jsonb ->> 'at')::timestamptz >= since
    GROUP BY event
$$;

CREATE FUNCTION sg_65_delay_is_of_an_act_on_them() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM register_ledgerentry WHERE id = NEW.entry_id AND subject = NEW.person_id)
       AND NOT EXISTS (SELECT 1 FROM register_ledgermention WHERE entry_id = NEW.entry_id AND person = NEW.person_id)
    THEN
        RAISE EXCEPTION 'SG-65: this entry is not about this person' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_65_delay_is_of_an_act_on_them';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_65_delay_is_of_an_act_on_them BEFORE INSERT ON register_lookdelay
    FOR EACH ROW EXECUTE FUNCTION sg_65_delay_is_of_an_act_on_them();

CREATE FUNCTION sg_65_authoriser_is_not_the_looker() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM register_ledgerentry WHERE id = NEW.entry_id AND actor = 'account:' || NEW.authoriser_id
    ) THEN
        RAISE EXCEPTION 'SG-65: nobody holds back an act of their own' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_65_authoriser_is_not_the_looker';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_65_authoriser_is_not_the_looker BEFORE INSERT ON register_lookdelay
    FOR EACH ROW EXECUTE FUNCTION sg_65_authoriser_is_not_the_looker();

-- A delay that was lifted does not come back: that takes a new decision.
CREATE FUNCTION sg_65_lifted_stays_lifted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'SG-65: this delay was lifted' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'sg_65_lifted_stays_lifted';
END $$;
CREATE TRIGGER sg_65_lifted_stays_lifted BEFORE UPDATE ON register_lookdelay
    FOR EACH ROW WHEN (OLD.lifted_at IS NOT NULL) EXECUTE FUNCTION sg_65_lifted_stays_lifted();

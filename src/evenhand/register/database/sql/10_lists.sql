-- No copies of the list (SG-26): how many people an account is shown in lists and searches, counted and held here too.

-- The numbers of the policy's floor that the database itself holds; the migration writes them from the policy file.
CREATE TABLE register_policyfloor (
    name varchar(40) PRIMARY KEY,
    value integer NOT NULL,
    tighter varchar(6) NOT NULL CHECK (tighter IN ('lower', 'higher'))
);

-- A number in force: the floor, or what this place has tightened it to. A looser local setting is as if it were not.
CREATE FUNCTION policy_number(of_name text) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CASE tighter WHEN 'lower' THEN least(value, here) ELSE greatest(value, here) END
    FROM register_policyfloor
    LEFT JOIN LATERAL (
        SELECT (settings ->> of_name)::integer FROM register_localpolicy ORDER BY id DESC LIMIT 1
    ) AS adopted (here) ON true
    WHERE name = of_name
$$;

-- How many others an account was shown since a moment, and how many of `these` are new to it. Until the transaction
-- ends nobody else counts for this account, so that two sessions at once come to the same as one after the other.
CREATE FUNCTION people_shown(of_actor text, since timestamptz, these uuid[], OUT already bigint, OUT new bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(26, hashtext(of_actor));
    SELECT count(*), cardinality(these) - count(*) FILTER (WHERE person = ANY (these)) INTO already, new
    FROM (SELECT DISTINCT person FROM register_ledgermention WHERE actor = of_actor AND at > since) AS seen;
END $$;

-- Who was shown somebody, and when, is what the entry says: otherwise a mention under another name would count for it.
CREATE FUNCTION sg_26_mention_says_what_its_entry_says() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM register_ledgerentry
        WHERE id = NEW.entry_id AND actor = NEW.actor AND (body::jsonb ->> 'at')::timestamptz = NEW.at
    ) THEN
        RAISE EXCEPTION 'SG-26: this is not who was shown it, or not when' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_26_mention_says_what_its_entry_says';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_26_mention_says_what_its_entry_says BEFORE INSERT ON register_ledgermention
    FOR EACH ROW EXECUTE FUNCTION sg_26_mention_says_what_its_entry_says();

CREATE FUNCTION sg_26_a_few_people_at_a_time() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM register_ledgermention WHERE entry_id IN (SELECT entry_id FROM added)
        GROUP BY entry_id HAVING count(*) > policy_number('rows_per_page_max')
    ) OR EXISTS (
        SELECT 1 FROM (SELECT DISTINCT actor, at FROM added) AS moment
        WHERE (people_shown(actor, at - make_interval(mins => policy_number('people_shown_minutes')), '{}')).already
              > policy_number('people_shown_max')
    ) THEN
        RAISE EXCEPTION 'SG-26: more people than may be shown to one account' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_26_a_few_people_at_a_time';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sg_26_a_few_people_at_a_time AFTER INSERT ON register_ledgermention
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION sg_26_a_few_people_at_a_time();

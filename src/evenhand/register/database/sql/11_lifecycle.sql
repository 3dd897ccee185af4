-- The life of an entry: reviewed in time, by fresh eyes, never beyond its end, and gone when it is removed.

DO $$
DECLARE
    whole text := '(SELECT door_opens(''everything''))';
    listed text := '(SELECT door_opens(''index''))';
    own_person text := 'person_id = ANY ((SELECT door_people())::uuid[])';
    rule record;
BEGIN
    FOR rule IN
        SELECT * FROM (VALUES
            ('register_entryreview', false),
            ('register_removal', false),  -- no list of former members: one person's at a time
            ('register_dispute', true),
            ('register_outgoingletter', true),
            ('register_recipientnotice', false)
        ) AS rules (of_table, in_lists)
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.of_table);
        EXECUTE format('CREATE POLICY sg_66_door ON %I USING (%s%s OR %s)', rule.of_table, whole,
                       CASE WHEN rule.in_lists THEN ' OR ' || listed ELSE '' END, own_person);
    END LOOP;
END $$;

-- Two people decide about a child, and neither sees what the other says before both have said it (SG-18).
CREATE FUNCTION votes_cast(of_case uuid, in_round integer) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(voter_id ORDER BY voter_id), '{}') FROM register_blindvote
    WHERE "case" = of_case AND round = in_round
$$;
ALTER TABLE register_blindvote ENABLE ROW LEVEL SECURITY;
CREATE POLICY sg_18_blind ON register_blindvote FOR SELECT USING (
    ((SELECT door_opens('everything')) OR person_id = ANY ((SELECT door_people())::uuid[]))
    AND (cardinality(votes_cast("case", round)) > 1
         OR EXISTS (SELECT 1 FROM door_accesses() WHERE actor = 'account:' || voter_id)));
CREATE POLICY of_the_person ON register_blindvote FOR INSERT WITH CHECK (
    person_id = ANY ((SELECT door_people())::uuid[]));

CREATE FUNCTION is_child(born_on date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT born_on > (day - interval '18 years')::date
$$;

CREATE FUNCTION sg_18_two_votes_for_a_child() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    votes bigint;
BEGIN
    IF TG_TABLE_NAME = 'register_entry' THEN
        IF NEW.origin = 'inherited' OR NOT is_child(NEW.born_on, NEW.opened_on) THEN
            RETURN NEW;
        END IF;
        SELECT count(*) INTO votes FROM register_blindvote v JOIN register_account a ON a.id = v.voter_id
        WHERE v."case" = NEW.nomination_id AND v.round = 0 AND v.says = 'accept' AND a.is_inspector
          AND v.voter_id <> NEW.proposer_id;
    ELSE
        IF NOT is_child((SELECT born_on FROM register_entry WHERE id = NEW.entry_id), NEW.decided_on) THEN
            RETURN NEW;
        END IF;
        SELECT count(*) INTO votes FROM register_blindvote v JOIN register_account a ON a.id = v.voter_id
        WHERE v."case" = NEW.entry_id AND v.round = NEW.round AND v.says <> 'remove' AND a.is_inspector;
    END IF;
    IF votes < 2 THEN
        RAISE EXCEPTION 'SG-18: two inspectors decide about a child' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_18_two_votes_for_a_child';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_18_two_votes_for_a_child BEFORE INSERT ON register_entry
    FOR EACH ROW EXECUTE FUNCTION sg_18_two_votes_for_a_child();
CREATE TRIGGER sg_18_two_votes_to_keep_a_child BEFORE INSERT ON register_entryreview
    FOR EACH ROW EXECUTE FUNCTION sg_18_two_votes_for_a_child();

-- The next review is never further off than the policy allows, counted from the one before (SG-20); where nothing
-- counts any more it is sooner (SG-21).
CREATE FUNCTION sg_20_reviewed_in_time() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    since date := greatest(NEW.opened_on, (SELECT max(decided_on) FROM register_entryreview WHERE entry_id = NEW.id));
    days integer := policy_number(CASE WHEN is_child(NEW.born_on, since) THEN 'review_days_child'
                                       ELSE 'review_days_adult' END);
BEGIN
    IF NEW.review_by > since + days THEN
        RAISE EXCEPTION 'SG-20: the review would be too late' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_20_reviewed_in_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_20_reviewed_in_time BEFORE INSERT OR UPDATE OF review_by, opened_on ON register_entry
    FOR EACH ROW EXECUTE FUNCTION sg_20_reviewed_in_time();

CREATE FUNCTION sg_21_zero_calls_for_review() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.review_by > greatest(NEW.zero_on, NEW.opened_on) + policy_number('zero_review_days') THEN
        RAISE EXCEPTION 'SG-21: nothing counts by then, and nobody would look' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_21_zero_calls_for_review';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_21_zero_calls_for_review BEFORE INSERT OR UPDATE OF review_by, zero_on ON register_entry
    FOR EACH ROW EXECUTE FUNCTION sg_21_zero_calls_for_review();

CREATE FUNCTION sg_21_zero_is_not_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.outcome IN ('retain', 'restrict')
       AND (SELECT zero_on FROM register_entry WHERE id = NEW.entry_id) <= NEW.decided_on THEN
        RAISE EXCEPTION 'SG-21: nothing counts, so nobody can be kept for it' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_21_zero_is_not_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_21_zero_is_not_kept BEFORE INSERT ON register_entryreview
    FOR EACH ROW EXECUTE FUNCTION sg_21_zero_is_not_kept();

-- Who decided the last time that an entry is made or kept: everybody who voted, where it is about a child.
CREATE FUNCTION decided_last(of_entry uuid) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT array_agg(DISTINCT who) FROM register_entry e
    LEFT JOIN register_entryreview r ON r.entry_id = e.id AND r.round = e.round
    CROSS JOIN LATERAL unnest(
        coalesce(r.reviewer_id, e.reviewer_id)
        || votes_cast(CASE WHEN e.round = 0 THEN e.nomination_id ELSE e.id END, e.round)
    ) AS decided (who)
    WHERE e.id = of_entry AND who IS NOT NULL
$$;

CREATE FUNCTION sg_23_fresh_eyes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (votes_cast(NEW.entry_id, NEW.round) || NEW.reviewer_id) && decided_last(NEW.entry_id) THEN
        RAISE EXCEPTION 'SG-23: nobody keeps the same person twice running' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_23_fresh_eyes';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_23_fresh_eyes BEFORE INSERT ON register_entryreview
    FOR EACH ROW EXECUTE FUNCTION sg_23_fresh_eyes();

-- Removed means gone (SG-24). There is no other way for the application to take an entry away. What is left is the day.
--
-- `why` is the code of a reason; 'replaced' where two people decided an inherited entry afresh, and 'not-theirs' where
-- the row of the old list was another person's: nobody was removed then, so that no day is kept. `marks` are keyed
-- digests of what an old list says of the person, so that it is left out when it comes again.
CREATE FUNCTION remove_entry(which uuid, why varchar, today date, marks bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    entry register_entry := (SELECT e FROM register_entry e WHERE id = which);
BEGIN
    IF entry.id IS NULL OR NOT (door_opens('everything') OR entry.person_id = ANY (door_people())) THEN
        RAISE EXCEPTION 'There is no such entry behind an open door' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF why IN ('replaced', 'not-theirs') AND entry.origin <> 'inherited' THEN
        RAISE EXCEPTION 'SG-24: an entry that was decided here is removed, and the day is kept'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sg_24_the_day_is_kept';
    END IF;
    DELETE FROM register_entryreview WHERE entry_id = which;
    DELETE FROM register_blindvote WHERE "case" = which;
    DELETE FROM register_entry WHERE id = which;
    IF why <> 'not-theirs' THEN
        INSERT INTO register_erasedrecord (mark) SELECT DISTINCT unnest(marks) ON CONFLICT DO NOTHING;
        DELETE FROM register_listing WHERE about_id IN (
            SELECT record_id FROM register_link WHERE person_id = entry.person_id AND undone_at IS NULL);
    END IF;
    IF why NOT IN ('replaced', 'not-theirs') THEN
        DELETE FROM register_blindvote v USING register_nomination n
            WHERE n.person_id = entry.person_id AND v."case" = n.id AND n.status <> 'proposed';
        DELETE FROM register_review r USING register_nomination n
            WHERE n.person_id = entry.person_id AND r.nomination_id = n.id AND n.status <> 'proposed';
        DELETE FROM register_nomination WHERE person_id = entry.person_id AND status <> 'proposed';
        INSERT INTO register_removal (person_id, origin, why, area, opened_on, removed_on)
            VALUES (entry.person_id, entry.origin, remove_entry.why, entry.area, entry.opened_on, today);
    END IF;
END $$;

-- What an old list says of people who are not taken over from it.
CREATE FUNCTION forget_listings(of_people uuid[], marks bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF door_opens('everything') THEN
        INSERT INTO register_erasedrecord (mark) SELECT DISTINCT unnest(marks) ON CONFLICT DO NOTHING;
        DELETE FROM register_listing WHERE about_id IN (
            SELECT record_id FROM register_link WHERE person_id = ANY (of_people) AND undone_at IS NULL
        ) AND id NOT IN (SELECT listing_id FROM register_entry WHERE listing_id IS NOT NULL);
    END IF;
END $$;

-- The day of a removal is forgotten when nothing that was known then could carry a proposal any more.
CREATE FUNCTION forget_removal(which bigint, today date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM register_removal
    WHERE id = which AND door_opens('everything')
      AND removed_on <= (today - make_interval(months => policy_number('evidence_window_months')))::date;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'SG-24: the day of a removal is still needed' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_24_the_day_is_kept';
    END IF;
END $$;

CREATE FUNCTION sg_24_something_new() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    removed date := (SELECT max(removed_on) FROM register_removal WHERE person_id = NEW.person_id);
BEGIN
    IF removed IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM register_nomination n
        CROSS JOIN LATERAL jsonb_array_elements_text(n.cited) AS cited (key)
        JOIN register_event e ON 'event-' || e.id = cited.key
        WHERE n.id = NEW.nomination_id AND e.occurred_on > removed
    ) THEN
        RAISE EXCEPTION 'SG-24: removed on %, and nothing cited happened since', removed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sg_24_something_new';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_24_something_new BEFORE INSERT ON register_entry
    FOR EACH ROW EXECUTE FUNCTION sg_24_something_new();

-- Disputed data is set aside (SG-53): nobody is proposed, put on or kept on the register meanwhile.
CREATE FUNCTION disputed_now(of_person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM register_dispute WHERE person_id = of_person AND told_on IS NULL)
$$;
CREATE FUNCTION sg_53_not_while_disputed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF disputed_now(NEW.person_id) THEN
        RAISE EXCEPTION 'SG-53: this is disputed' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_53_not_while_disputed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_53_not_while_disputed BEFORE INSERT ON register_nomination
    FOR EACH ROW EXECUTE FUNCTION sg_53_not_while_disputed();
CREATE TRIGGER sg_53_nobody_enters_while_disputed BEFORE INSERT ON register_entry
    FOR EACH ROW WHEN (NEW.origin = 'decided') EXECUTE FUNCTION sg_53_not_while_disputed();
CREATE TRIGGER sg_53_nobody_is_kept_while_disputed BEFORE INSERT ON register_entryreview
    FOR EACH ROW WHEN (NEW.outcome = 'retain') EXECUTE FUNCTION sg_53_not_while_disputed();

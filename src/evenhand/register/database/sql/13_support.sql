-- The support route (SG-13, SG-63): a door of its own, which opens nothing of the register, and which nothing of the
-- register opens. `support` is one person's help, `support-index` the lists of those who help.

CREATE FUNCTION support_people() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(person), '{}') FROM door_accesses() WHERE opens = 'support'
$$;

DO $$
DECLARE
    of_table text;
BEGIN
    FOREACH of_table IN ARRAY ARRAY['register_supportreferral', 'register_supportoffer', 'register_supportplan',
                                    'register_supportcontact', 'register_supportoutcome']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', of_table);
        EXECUTE format('CREATE POLICY sg_13_two_doors ON %I USING (person_id = ANY ((SELECT support_people())::uuid[])'
                       ' OR (SELECT door_opens(''support-index'')))', of_table);
    END LOOP;
END $$;

-- An officer adds a referral of whoever's record is open to them, and reads none.
CREATE POLICY officers_refer ON register_supportreferral FOR INSERT
    WITH CHECK (source = 'officer' AND person_id = ANY ((SELECT door_people())::uuid[]));

-- What is sealed for a person is opened with their key; those who help have it for whom they help.
CREATE POLICY help_opens_their_own ON register_contentkey FOR SELECT
    USING (person = ANY ((SELECT support_people())::uuid[]));

-- Only those who help open this door, whatever the application says of itself.
CREATE FUNCTION sg_13_only_those_who_help() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM register_account WHERE NEW.actor = 'account:' || id AND role IN ('coordinator', 'software')
    ) THEN
        RAISE EXCEPTION 'SG-13: the support route is for those who help' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_13_only_those_who_help';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_13_only_those_who_help BEFORE INSERT ON register_access
    FOR EACH ROW WHEN (NEW.opens IN ('support', 'support-index')) EXECUTE FUNCTION sg_13_only_those_who_help();

-- What the log says of help is not for those who look at a record to enforce: it would tell them what became of it.
-- That an officer referred somebody is theirs to see.
CREATE FUNCTION act_of_support(event text, body text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(CASE WHEN event IN ('safeguard:refused', 'access:unfinished')
                         THEN body::jsonb -> 'facts' ->> 'event' ELSE event END ~ '^support:(?!referred$)', false)
$$;
CREATE FUNCTION entry_of_support(of_entry bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM register_ledgerentry WHERE id = of_entry AND act_of_support(event, body))
$$;
CREATE FUNCTION support_acts_shown() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM door_accesses() d JOIN register_account a ON d.actor = 'account:' || a.id
        WHERE a.role IN ('coordinator', 'dpo', 'owner', 'software', 'person-concerned')
    )
$$;
CREATE POLICY sg_13_help_is_not_in_their_log ON register_ledgerentry AS RESTRICTIVE FOR SELECT TO evenhand_application
    USING ((SELECT support_acts_shown()) OR NOT act_of_support(event, body) OR xact = pg_current_xact_id_if_assigned());
CREATE POLICY sg_13_help_is_not_in_their_log ON register_ledgermention AS RESTRICTIVE FOR SELECT TO evenhand_application
    USING ((SELECT support_acts_shown()) OR NOT entry_of_support(entry_id));

-- Who is owed an offer, and since when: the first day on which an open entry began or on which they were referred and
-- after which no offer was made. It does not say which of the two. Nobody who died is owed one (SG-25).
CREATE FUNCTION support_owed() RETURNS TABLE (person uuid, since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.person, min(s.began) FROM (
        SELECT person_id, opened_on FROM register_entry
        UNION ALL
        SELECT person_id, (made_at AT TIME ZONE 'Europe/London')::date FROM register_supportreferral
        UNION ALL
        SELECT l.person_id, (min(r.learned_at) AT TIME ZONE 'Europe/London')::date
        FROM register_referral r JOIN register_link l ON l.record_id = r.about_id AND l.undone_at IS NULL
        GROUP BY l.person_id, r.source, r.reference
    ) AS s (person, began)
    WHERE s.began > coalesce((SELECT max(offered_on) FROM register_supportoffer WHERE person_id = s.person), '-infinity')
      AND s.person NOT IN (SELECT person_id FROM deaths_known())
    GROUP BY s.person
$$;

-- The same for the lists of those who help, and for the one person whom they help.
CREATE FUNCTION support_owed_here() RETURNS TABLE (person uuid, since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT o.person, o.since FROM support_owed() o
    WHERE (SELECT door_opens('support-index')) OR o.person = ANY ((SELECT support_people())::uuid[])
$$;

-- For the figures: how many people since which day, and how many offers. Counts, and nobody.
CREATE FUNCTION support_owed_by_day() RETURNS TABLE (since date, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT o.since, count(*) FROM support_owed() o GROUP BY 1
$$;
CREATE FUNCTION support_offer_counts() RETURNS TABLE (what text, offers bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT 'made', count(*) FROM register_supportoffer
    UNION ALL SELECT 'accepted', count(*) FROM register_supportoffer WHERE answer = 'accepted'
    UNION ALL SELECT 'declined', count(*) FROM register_supportoffer WHERE answer = 'declined'
    UNION ALL SELECT 'completed', count(*) FROM register_supportoutcome WHERE outcome = 'completed'
$$;

-- What help needs of somebody, from their newest record, sealed, with that record's key: their name and birth date, and
-- for one person where they live. Nothing else of the register is behind this door.
CREATE FUNCTION support_names(of_people uuid[]) RETURNS TABLE (
    person uuid, record bigint, given_names bytea, family_name bytea, born_on date, address_line bytea, postcode bytea,
    area varchar, wrapped bytea
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT ON (l.person_id) l.person_id, i.about_id, i.given_names, i.family_name, i.born_on,
        CASE WHEN l.person_id = ANY ((SELECT support_people())::uuid[]) THEN i.address_line ELSE '' END,
        CASE WHEN l.person_id = ANY ((SELECT support_people())::uuid[]) THEN i.postcode ELSE '' END, i.area, k.wrapped
    FROM register_link l JOIN register_identification i ON i.about_id = l.record_id
    JOIN register_contentkey k ON k.record_id = l.record_id
    WHERE l.undone_at IS NULL AND l.person_id = ANY (of_people)
      AND ((SELECT door_opens('support-index')) OR l.person_id = ANY ((SELECT support_people())::uuid[]))
      AND NOT EXISTS (SELECT 1 FROM register_identification n
                      WHERE (n.source, n.reference) = (i.source, i.reference) AND n.version > i.version)
    ORDER BY l.person_id, i.learned_at DESC, i.id DESC
$$;

-- Who has all these words in their name, by keyed digests, and was born on this very day.
CREATE FUNCTION support_found(of_words bigint[], born date) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT l.person_id FROM register_identification i
    JOIN register_link l ON l.record_id = i.about_id AND l.undone_at IS NULL
    WHERE (SELECT door_opens('support-index')) AND i.words @> of_words AND i.born_on = born
$$;

-- What a partner asked help for, sealed, with the record's key; and whether a source says that they died.
CREATE FUNCTION support_concerns() RETURNS TABLE (record bigint, body varchar, made_on date, concern bytea, wrapped bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.about_id, r.body, r.made_on, r.concern, k.wrapped
    FROM register_referral r JOIN register_link l ON l.record_id = r.about_id AND l.undone_at IS NULL
    JOIN register_contentkey k ON k.record_id = r.about_id
    WHERE l.person_id = ANY ((SELECT support_people())::uuid[])
      AND NOT EXISTS (SELECT 1 FROM register_referral n
                      WHERE (n.source, n.reference) = (r.source, r.reference) AND n.version > r.version)
    ORDER BY r.made_on DESC, r.id DESC
$$;
CREATE FUNCTION support_died_on() RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT min(died_on) FROM deaths_known() WHERE person_id = ANY ((SELECT support_people())::uuid[])
$$;

-- Nobody who died is offered anything (SG-25).
CREATE FUNCTION sg_25_nobody_dead_is_offered_help() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM deaths_known() WHERE person_id = NEW.person_id) THEN
        RAISE EXCEPTION 'SG-25: this person has died' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_25_nobody_dead_is_offered_help';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_25_nobody_dead_is_offered_help BEFORE INSERT ON register_supportoffer
    FOR EACH ROW EXECUTE FUNCTION sg_25_nobody_dead_is_offered_help();

-- No figures without the offers in them (SG-63).
ALTER TABLE register_snapshot ADD CONSTRAINT sg_63_figures_count_offers CHECK (
    coalesce(figures -> 'offers' ?& ARRAY['due', 'overdue', 'made', 'accepted', 'declined', 'completed'], false));

-- Help comes first: an entry is to support unless somebody says otherwise (SG-36).
ALTER TABLE register_nomination ALTER COLUMN intent SET DEFAULT 'support', ALTER COLUMN why_disruption SET DEFAULT '';
ALTER TABLE register_review ALTER COLUMN intent SET DEFAULT 'support', ALTER COLUMN why_disruption SET DEFAULT '';

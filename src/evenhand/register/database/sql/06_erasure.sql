-- The keys of sealed content, finding it, and erasing somebody.

-- A key opens nothing by itself: it is wrapped by one that is not here, and the rows that it opens are behind the door.
ALTER TABLE register_contentkey ENABLE ROW LEVEL SECURITY;
CREATE POLICY sg_66_door ON register_contentkey USING (
    (SELECT door_opens('everything') OR door_opens('index') OR door_opens('log'))
    OR person = ANY ((SELECT door_people())::uuid[]) OR record_id = ANY ((SELECT door_records())::bigint[]));

-- The wrapped key of a person whose number the caller knows: `fresh` where they have none yet. It needs no open door,
-- because the reason for a look is sealed and kept before the look is allowed.
CREATE FUNCTION key_of_person(whose uuid, fresh bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO register_contentkey (person, wrapped) VALUES (whose, fresh) ON CONFLICT (person) DO NOTHING;
    RETURN (SELECT wrapped FROM register_contentkey WHERE person = whose);
END $$;

-- The identifications in which a word of a name begins so, or which have such an identifier, by keyed digests. Row
-- security would keep these conditions from their indexes; so the door is asked here, and the answer is numbers.
CREATE FUNCTION marked(of_words bigint[], of_identifiers bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.id FROM unnest(of_words) AS asked (word) JOIN register_identification i ON i.words @> ARRAY[asked.word]
    WHERE (SELECT door_opens('everything') OR door_opens('index'))
    UNION
    SELECT i.id FROM unnest(of_identifiers) AS asked (number)
    JOIN register_identification i ON i.identifiers @> ARRAY[asked.number]
    WHERE (SELECT door_opens('everything') OR door_opens('index'))
$$;

ALTER TABLE register_erasure ENABLE ROW LEVEL SECURITY;
CREATE POLICY sg_66_door ON register_erasure USING (
    (SELECT door_opens('everything') OR door_opens('index')) OR person = ANY ((SELECT door_people())::uuid[]));

-- Everything that is kept of one person, deleted; how many rows of each table. Only in an act of erasing this person:
-- whoever calls it has committed an access that says so, and the entry that ends the access stays for good.
--
-- `also` are source records that were theirs when they were erased before a backup was brought back; `marks` the keyed
-- digests of their references; `rows`, `reasons` and `files` what speaks of them where no number leads to them, which
-- only the application can read.
CREATE FUNCTION erase_person(whose uuid, also bigint[], marks bytea[], rows bigint[], reasons text[], files uuid[])
RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    records bigint[] := also || ARRAY(SELECT record_id FROM register_link WHERE person_id = whose AND undone_at IS NULL);
    counted jsonb := '{}';
    step record;
    deleted bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM door_accesses() WHERE event = 'person:erased' AND person = whose) THEN
        RAISE EXCEPTION 'Nobody began to erase this person' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO register_erasedrecord (mark) SELECT DISTINCT unnest(marks) ON CONFLICT DO NOTHING;
    UPDATE register_heldmatch SET candidates = array_remove(candidates, whose) WHERE whose = ANY (candidates);
    UPDATE register_erasure SET reason = '' WHERE person = whose;
    UPDATE register_load SET file_name = '' WHERE id = ANY (files);
    DELETE FROM equality.characteristics c USING register_sourcerecord r
        WHERE r.id = ANY (records) AND (c.source, c.reference) = (r.source, r.reference);
    FOR step IN
        SELECT * FROM (VALUES
            (1, 'register_outgoingletter', 'person_id = $1'),
            (2, 'register_recipientnotice', 'person_id = $1'),
            (3, 'register_dispute', 'person_id = $1'),
            (4, 'register_removal', 'person_id = $1'),
            (5, 'register_entryreview', 'person_id = $1'),
            (6, 'register_blindvote', 'person_id = $1'),
            (7, 'register_entry',
             'person_id = $1 OR listing_id IN (SELECT id FROM register_listing WHERE about_id = ANY ($2))'),
            (8, 'register_review', 'nomination_id IN (SELECT id FROM register_nomination WHERE person_id = $1)'),
            (9, 'register_nomination', 'person_id = $1'),
            (10, 'register_supportoutcome', 'person_id = $1'),
            (11, 'register_supportoffer', 'person_id = $1'),
            (12, 'register_supportplan', 'person_id = $1'),
            (13, 'register_supportcontact', 'person_id = $1'),
            (14, 'register_supportreferral', 'person_id = $1'),
            (15, 'register_scoretotal', 'person_id = $1'),
            (15, 'register_eligibleperson', 'person_id = $1'),
            (16, 'register_visit', 'person = $1'),
            (17, 'register_accessletter', 'person_id = $1'),
            (18, 'register_lookdelay', 'person_id = $1'),
            (19, 'register_auditquestion', 'person_id = $1'),
            (20, 'register_watchedrecord', 'person_id = $1'),
            (21, 'register_emergencyrecord', 'person_id = $1'),
            (22, 'register_ledgermention', 'person = $1'),
            (23, 'register_ledgerparticulars', 'person = $1 OR digest = ANY ($4)'),
            (24, 'register_quarantinedrow', 'id = ANY ($3)'),
            (25, 'register_event', 'about_id = ANY ($2)'),
            (26, 'register_correctionrecord', 'about_id = ANY ($2)'),
            (27, 'register_intelligence', 'about_id = ANY ($2)'),
            (28, 'register_referral', 'about_id = ANY ($2)'),
            (29, 'register_statusrecord', 'about_id = ANY ($2)'),
            (30, 'register_listing', 'about_id = ANY ($2)'),
            (31, 'register_identification', 'about_id = ANY ($2)'),
            (32, 'register_heldmatch', 'record_id = ANY ($2)'),
            (33, 'register_link', 'person_id = $1 OR record_id = ANY ($2)'),
            (34, 'register_contentkey', 'person = $1 OR record_id = ANY ($2)'),
            (35, 'register_sourcerecord', 'id = ANY ($2)'),
            (36, 'register_person', 'id = $1')
        ) AS steps (place, of_table, which) ORDER BY place
    LOOP
        EXECUTE format('DELETE FROM %I WHERE %s', step.of_table, step.which) USING whose, records, rows, reasons;
        GET DIAGNOSTICS deleted = ROW_COUNT;
        counted := counted || jsonb_build_object(step.of_table, deleted);
    END LOOP;
    RETURN counted;
END $$;

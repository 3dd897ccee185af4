-- The door (SG-66): personal rows can be seen only by a connection that has committed, before, who is looking, for what,
-- and at whom. Rolling back takes nothing of that back. There is no other way to open the door.

CREATE FUNCTION door_accesses() RETURNS SETOF register_access
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    -- What this transaction wrote itself could be rolled back, so it opens nothing.
    SELECT * FROM register_access
    WHERE backend = pg_backend_pid() AND xact IS DISTINCT FROM pg_current_xact_id_if_assigned()
      AND transaction_timestamp() < recorded_at + interval '10 seconds'
$$;

CREATE FUNCTION door_opens(scope text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM door_accesses() WHERE opens = scope)
$$;

CREATE FUNCTION door_people() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(person), '{}') FROM door_accesses() WHERE opens = 'person'
$$;

CREATE FUNCTION door_records() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(record_id), '{}') FROM register_link
    WHERE person_id = ANY (door_people()) AND undone_at IS NULL
$$;

-- How many rows wait in quarantine: a number, and nothing of what is in them.
CREATE FUNCTION quarantine_waiting() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*) FROM register_quarantinedrow WHERE settled_at IS NULL
$$;

-- One policy a table, all named for the promise. `everything` is for jobs that must read all (loading, scoring),
-- `index` for searches and lists, `person` for one person's page.
DO $$
DECLARE
    whole text := '(SELECT door_opens(''everything''))';
    listed text := '(SELECT door_opens(''index''))';
    own_person text := '%I = ANY ((SELECT door_people())::uuid[])';
    own_record text := '%I = ANY ((SELECT door_records())::bigint[])';
    rule record;
BEGIN
    FOR rule IN
        SELECT * FROM (VALUES
            ('register_person',           format(own_person, 'id'),         true),
            ('register_link',             format(own_person, 'person_id'),  true),
            ('register_sourcerecord',     format(own_record, 'id'),         true),
            ('register_identification',   format(own_record, 'about_id'),   true),
            ('register_heldmatch',        'candidates && (SELECT door_people())::uuid[]', true),
            ('register_event',            format(own_record, 'about_id'),   false),
            ('register_correctionrecord', format(own_record, 'about_id'),   false),
            ('register_intelligence',     format(own_record, 'about_id'),   false),
            ('register_referral',         format(own_record, 'about_id'),   false),
            ('register_statusrecord',     format(own_record, 'about_id'),   false),
            ('register_listing',          format(own_record, 'about_id'),   false),
            ('register_nomination',       format(own_person, 'person_id'),  true),
            ('register_entry',            format(own_person, 'person_id'),  true),
            ('register_scoretotal',       format(own_person, 'person_id'),  false),
            ('register_review',
             'EXISTS (SELECT 1 FROM register_nomination n WHERE n.id = nomination_id)', true),
            ('register_quarantinedrow',   '(SELECT door_opens(''quarantine''))', false)
        ) AS rules (of_table, own, in_lists)
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.of_table);
        EXECUTE format('CREATE POLICY sg_66_door ON %I USING (%s%s OR %s)', rule.of_table, whole,
                       CASE WHEN rule.in_lists THEN ' OR ' || listed ELSE '' END, rule.own);
    END LOOP;
END $$;

-- The log itself: one's own transaction, the entries about the person whose door is open, or all of it for whoever
-- opened the log. Anybody may add to it. The auditor and the sequencer see all of it, and no name.
DO $$
DECLARE
    whole text := '(SELECT door_opens(''everything'')) OR (SELECT door_opens(''log''))';
    own_person text := '%I = ANY ((SELECT door_people())::uuid[])';
    rule record;
BEGIN
    FOR rule IN
        SELECT * FROM (VALUES
            ('register_ledgerentry', format(own_person, 'subject') ||
             ' OR xact = pg_current_xact_id_if_assigned() OR id IN (SELECT entry_id FROM register_ledgermention m'
             ' WHERE m.person = ANY ((SELECT door_people())::uuid[]))'),
            ('register_ledgermention', format(own_person, 'person')),
            ('register_ledgerparticulars', format(own_person, 'person'))
        ) AS rules (of_table, own)
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', rule.of_table);
        EXECUTE format('CREATE POLICY sg_66_door ON %I FOR SELECT TO evenhand_application USING (%s OR %s)', rule.of_table, whole, rule.own);
        EXECUTE format('CREATE POLICY anybody_adds ON %I FOR INSERT WITH CHECK (true)', rule.of_table);
    END LOOP;
END $$;
CREATE POLICY auditor_reads ON register_ledgerentry FOR SELECT TO evenhand_auditor, evenhand_sequencer USING (true);

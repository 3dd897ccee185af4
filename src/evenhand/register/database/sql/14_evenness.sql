-- Whether the register is even-handed (SG-40, SG-44, SG-46): who is counted at which stage, and what stops when a
-- difference between groups goes on and nobody says why.

ALTER TABLE register_eligibleperson ENABLE ROW LEVEL SECURITY;
CREATE POLICY sg_66_door ON register_eligibleperson USING ((SELECT door_opens('everything')));

-- Whom the rule of evidence would allow to be proposed, all of them at once and in place of whoever was there: only in
-- an act of counting. So nobody is put there alone to see in the counts of groups what they are.
CREATE FUNCTION note_eligible(people uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM door_accesses() WHERE event IN ('figures:counted', 'figures:published', 'extract:inspected')) THEN
        RAISE EXCEPTION 'Nobody began to count' USING ERRCODE = 'insufficient_privilege';
    END IF;
    DELETE FROM register_eligibleperson;
    INSERT INTO register_eligibleperson (person_id) SELECT DISTINCT unnest(people);
END $$;

-- How many people there are at each stage, by recorded ethnicity and by who recorded it. Each counts once at a stage for
-- each way of recording: with what the newest record says, '' where none does. Counts, and never anybody.
CREATE FUNCTION equality.by_stage(day date)
RETURNS TABLE (stage text, ethnicity_basis text, ethnicity varchar, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, equality, pg_temp AS $$
    WITH reviewed AS (
        SELECT DISTINCT ON (v.entry_id) v.person_id, v.outcome FROM register_entryreview v
        ORDER BY v.entry_id, v.round DESC
    ), decided AS (
        SELECT n.person_id, r.decision FROM register_review r JOIN register_nomination n ON n.id = r.nomination_id
        WHERE r.decision IN ('accept', 'decline')
    ), removed AS (
        SELECT person_id, why FROM register_removal WHERE person_id NOT IN (SELECT person_id FROM register_entry)
    ), at_stage (stage, person_id) AS (
        SELECT 'eligible', person_id FROM register_eligibleperson
        UNION SELECT 'proposed', n.person_id FROM register_nomination n
              JOIN register_eligibleperson USING (person_id) WHERE n.status <> 'withdrawn'
        UNION SELECT 'decided', person_id FROM decided
        UNION SELECT 'entered', person_id FROM decided JOIN register_entry e USING (person_id)
              WHERE decision = 'accept' AND e.origin = 'decided'
        UNION SELECT 'listed', person_id FROM register_entry
        UNION SELECT 'listed-eligible', person_id FROM register_entry JOIN register_eligibleperson USING (person_id)
        UNION SELECT 'reviewed', person_id FROM reviewed
        UNION SELECT 'reviewed', person_id FROM removed WHERE why = 'review'
        UNION SELECT 'retained', person_id FROM reviewed WHERE outcome = 'retain'
        UNION SELECT 'restricted', e.person_id FROM register_entry e
              WHERE e.origin = 'inherited' OR e.restricted_on IS NOT NULL OR e.review_by < day OR EXISTS (
                  SELECT 1 FROM register_dispute d WHERE d.person_id = e.person_id
                  AND (d.told_on IS NULL OR d.told_on > day - policy_number('dispute_lift_days')))
        UNION SELECT 'removed', person_id FROM removed
    ), known AS (
        SELECT DISTINCT ON (l.person_id, c.ethnicity_basis) l.person_id, c.ethnicity_basis, c.ethnicity
        FROM register_link l JOIN register_sourcerecord r ON r.id = l.record_id
        JOIN equality.characteristics c ON (c.source, c.reference) = (r.source, r.reference)
        WHERE l.undone_at IS NULL AND c.ethnicity <> '' ORDER BY l.person_id, c.ethnicity_basis, r.id DESC
    )
    SELECT s.stage, b.basis, coalesce(k.ethnicity, ''), count(*)
    FROM at_stage s CROSS JOIN (VALUES ('officer'), ('self')) AS b (basis)
    LEFT JOIN known k ON k.person_id = s.person_id AND k.ethnicity_basis = b.basis
    GROUP BY 1, 2, 3
$$;

-- How many people came, left or were decided afresh after a day.
CREATE FUNCTION changed_since(day date) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*) FROM (SELECT person_id FROM register_entry WHERE opened_on > day
                          UNION SELECT person_id FROM register_removal WHERE removed_on > day) AS one
$$;

-- The alarms that nobody had answered when they were raised, and since which the senior owner decided nothing that lets
-- the register go on. An answer is good for the same alarm when it comes again, for a time.
CREATE FUNCTION evenness_unanswered() RETURNS SETOF register_evennessalarm
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.* FROM register_evennessalarm a
    WHERE NOT EXISTS (SELECT 1 FROM register_evennessdecision WHERE decided_at >= a.raised_at AND verdict <> 'close')
      AND NOT EXISTS (
          SELECT 1 FROM register_evennessanswer s JOIN register_evennessalarm b ON b.id = s.alarm_id
          WHERE (b.basis, b.stage, b.category) = (a.basis, a.stage, a.category) AND s.answered_at < a.raised_at
            AND s.answered_at > a.raised_at - make_interval(months => policy_number('evenness_answer_months')))
$$;

CREATE TRIGGER sg_46_entry_needs_an_explained_register BEFORE INSERT ON register_entry
    FOR EACH ROW EXECUTE FUNCTION no_paper_no_data('evenness');

CREATE FUNCTION sg_46_the_owner_decides() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM register_account WHERE id = NEW.decided_by_id AND role = 'owner') THEN
        RAISE EXCEPTION 'SG-46: the senior owner decides' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_46_the_owner_decides';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_46_the_owner_decides BEFORE INSERT ON register_evennessdecision
    FOR EACH ROW EXECUTE FUNCTION sg_46_the_owner_decides();

-- No count of a group is kept among the public figures as it is (SG-43).
ALTER TABLE register_snapshot ADD CONSTRAINT sg_43_groups_are_rounded CHECK (
    NOT jsonb_path_exists(figures, '$.groups.cells.*.*.* ? (@.type() == "number") ? (@ < 5 || @ % 5 != 0)'));

-- The weekly sample of look-ups (SG-57): who may see and change a question, and what may be known without seeing it.

ALTER TABLE register_auditquestion ENABLE ROW LEVEL SECURITY;
CREATE POLICY sg_66_door ON register_auditquestion USING (
    (SELECT door_opens('everything') OR door_opens('log')) OR person_id = ANY ((SELECT door_people())::uuid[]));
ALTER TABLE register_watchedrecord ENABLE ROW LEVEL SECURITY;
CREATE POLICY sg_66_door ON register_watchedrecord USING (
    (SELECT door_opens('everything') OR door_opens('log')) OR person_id = ANY ((SELECT door_people())::uuid[]));

-- Whoever looked answers, once; somebody else settles, once. Who that is, the open access says.
CREATE FUNCTION sg_57_answered_and_settled_once() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    looked text := 'account:' || OLD.account_id;
    answers boolean := (NEW.answer, NEW.answered_at) IS DISTINCT FROM (OLD.answer, OLD.answered_at);
    settles boolean := (NEW.finding, NEW.found_by_id, NEW.found_at)
        IS DISTINCT FROM (OLD.finding, OLD.found_by_id, OLD.found_at);
BEGIN
    IF (answers AND (OLD.answered_at IS NOT NULL OR OLD.finding <> ''
                     OR NOT EXISTS (SELECT 1 FROM door_accesses() WHERE actor = looked AND event = 'audit:answered')))
       OR (settles AND (OLD.finding <> ''
                        OR NOT EXISTS (SELECT 1 FROM door_accesses() WHERE event = 'audit:settled' AND actor <> looked
                                       AND actor = 'account:' || NEW.found_by_id))) THEN
        RAISE EXCEPTION 'SG-57: whoever looked answers once, and somebody else settles it once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sg_57_answered_and_settled_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_57_answered_and_settled_once BEFORE UPDATE ON register_auditquestion
    FOR EACH ROW EXECUTE FUNCTION sg_57_answered_and_settled_once();

-- What is asked of one account and open: numbers and dates, and nothing of whom it is about.
CREATE FUNCTION audit_open_questions(of_account bigint) RETURNS TABLE (question bigint, due_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, due_on FROM register_auditquestion
    WHERE account_id = of_account AND answered_at IS NULL AND finding = '' ORDER BY due_on, id
$$;

-- Whose look-up a question is about, at whose record, by which entry: numbers, for the act that then opens the door.
CREATE FUNCTION audit_question_of(question bigint, OUT account bigint, OUT person uuid, OUT look bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT account_id, person_id, entry_id FROM register_auditquestion WHERE id = question
$$;

-- How many questions there are, by how far they have come and by what stood out: counts alone.
CREATE FUNCTION audit_counts(today date) RETURNS TABLE (kind text, value text, questions bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT 'stage', CASE WHEN finding <> '' THEN 'settled' WHEN answered_at IS NOT NULL THEN 'answered'
                         WHEN due_on < today THEN 'overdue' ELSE 'asked' END, count(*)
    FROM register_auditquestion GROUP BY 2
    UNION ALL SELECT 'signal', signal, count(*) FROM register_auditquestion, unnest(signals) AS signal GROUP BY 2
    UNION ALL SELECT 'signal', 'by-chance', count(*) FROM register_auditquestion WHERE signals = '{}' HAVING count(*) > 0
    UNION ALL SELECT 'finding', finding, count(*) FROM register_auditquestion WHERE finding <> '' GROUP BY 2
$$;

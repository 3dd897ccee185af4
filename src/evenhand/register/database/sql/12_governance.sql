-- The register's own gates: no data without the papers (SG-02, SG-03, SG-04, SG-46, SG-58), and its end (SG-05, SG-60).

-- The newest paper of a kind that is in force on a day, good or not.
CREATE FUNCTION paper_in_force(of_kind text, day date) RETURNS register_paper
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT * FROM register_paper WHERE kind = of_kind AND in_force_from <= day ORDER BY id DESC LIMIT 1
$$;

CREATE FUNCTION paper_is_in_date(of_kind text, day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce((SELECT day <= review_by FROM paper_in_force(of_kind, day)), false)
$$;

-- The day by which the register has to be justified: a year after its first charter, then as the newest paper says.
CREATE FUNCTION justified_until(day date) RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(
        (SELECT review_by FROM paper_in_force('justification', day)),
        (SELECT ((min(adopted_at) AT TIME ZONE 'Europe/London')::date
                 + make_interval(months => policy_number('justification_months')))::date FROM register_charterversion))
$$;

-- One trigger function for all of them: the promise is in the trigger's name, what is missing in its argument.
CREATE FUNCTION no_paper_no_data() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    day date := CASE TG_TABLE_NAME
        WHEN 'register_entry' THEN (to_jsonb(NEW) ->> 'opened_on')::date
        WHEN 'register_load' THEN ((to_jsonb(NEW) ->> 'loaded_at')::timestamptz AT TIME ZONE 'Europe/London')::date
        -- Equality data bear no date: the day is that of the load under way, or today.
        ELSE (coalesce((SELECT max(begun_at) FROM door_accesses()), now()) AT TIME ZONE 'Europe/London')::date
    END;
    in_order boolean := CASE TG_ARGV[0]
        WHEN 'not-closed' THEN NOT EXISTS (SELECT 1 FROM register_closure)
        WHEN 'justification' THEN coalesce(day <= justified_until(day), true)
        WHEN 'evenness' THEN NOT EXISTS (
            SELECT 1 FROM evenness_unanswered() WHERE periods >= policy_number('evenness_alarms_max'))
        ELSE paper_is_in_date(TG_ARGV[0], day)
    END;
BEGIN
    IF NOT in_order THEN
        RAISE EXCEPTION '%: not without %', upper(replace(left(TG_NAME, 5), '_', '-')), TG_ARGV[0]
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER sg_02_entry_needs_an_assessment BEFORE INSERT ON register_entry
    FOR EACH ROW EXECUTE FUNCTION no_paper_no_data('impact-assessment');
CREATE TRIGGER sg_03_entry_needs_an_analysis BEFORE INSERT ON register_entry
    FOR EACH ROW EXECUTE FUNCTION no_paper_no_data('equality-analysis');
CREATE TRIGGER sg_58_entry_needs_a_justified_register BEFORE INSERT ON register_entry
    FOR EACH ROW EXECUTE FUNCTION no_paper_no_data('justification');
CREATE TRIGGER sg_60_closed_holds_nobody_new BEFORE INSERT ON register_entry
    FOR EACH ROW EXECUTE FUNCTION no_paper_no_data('not-closed');

-- Who was cleared and who died is taken in while nothing else is.
CREATE TRIGGER sg_02_load_needs_an_assessment BEFORE INSERT ON register_load
    FOR EACH ROW WHEN (NEW.feed NOT IN ('corrections', 'status'))
    EXECUTE FUNCTION no_paper_no_data('impact-assessment');
CREATE TRIGGER sg_60_closed_takes_nothing_in BEFORE INSERT ON register_load
    FOR EACH ROW EXECUTE FUNCTION no_paper_no_data('not-closed');

CREATE TRIGGER sg_04_sensitive_data_needs_its_paper BEFORE INSERT OR UPDATE ON equality.characteristics
    FOR EACH ROW EXECUTE FUNCTION no_paper_no_data('policy-document');

-- The papers outlive the register (SG-05). The log is append-only for good (SG-56), which is longer.
CREATE FUNCTION sg_05_papers_are_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM register_closure
        WHERE ((destroyed_at AT TIME ZONE 'Europe/London')::date
               + make_interval(months => policy_number('keep_papers_months')))::date
              < (now() AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE EXCEPTION 'SG-05: the papers are kept until the register is gone, and for a time after that'
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sg_05_papers_are_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON register_paper
    FOR EACH STATEMENT EXECUTE FUNCTION sg_05_papers_are_kept();

-- Every table with rows about people, as the database itself knows: what leads to a person or a source record, and
-- what bears the number of one. So a table that is added later is among them. Not the log, and not the acts under way.
CREATE FUNCTION personal_tables() RETURNS SETOF regclass
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE about AS (
        SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname IN ('public', 'equality') AND c.relname NOT IN ('register_access')
          AND (n.nspname = 'equality'
               OR c.relname IN ('register_person', 'register_sourcerecord', 'register_quarantinedrow',
                                'register_erasedrecord', 'django_session')
               OR EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
                          AND (a.attname IN ('person', 'person_id')
                               OR a.attname = 'record_id' AND a.atttypid = 'bigint'::regtype)))
        UNION
        SELECT k.conrelid FROM pg_constraint k JOIN about ON k.confrelid = about.oid WHERE k.contype = 'f'
    )
    SELECT oid::regclass FROM about
$$;

CREATE FUNCTION personal_rows() RETURNS TABLE (of_table text, held bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one regclass;
BEGIN
    FOR one IN SELECT * FROM personal_tables() ORDER BY 1 LOOP
        of_table := one::text;
        EXECUTE format('SELECT count(*) FROM %s', one) INTO held;
        RETURN NEXT;
    END LOOP;
END $$;

-- Everything that is kept of anybody, gone at once with its files; how many rows of each table there were.
CREATE FUNCTION destroy_everybody() RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    counted jsonb := (SELECT jsonb_object_agg(of_table, held) FROM personal_rows());
BEGIN
    IF NOT EXISTS (SELECT 1 FROM door_accesses() WHERE event = 'register:destroyed') THEN
        RAISE EXCEPTION 'Nobody began to destroy the register' USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE (SELECT 'TRUNCATE ' || string_agg(one::text, ', ') FROM personal_tables() AS one);
    UPDATE register_load SET file_name = '';
    RETURN counted;
END $$;

-- A closure is written once; all that becomes of it is that the register is destroyed, after its time and with nobody
-- left in it.
CREATE FUNCTION sg_60_destroyed_in_its_time() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.destroyed_at IS NOT NULL
       OR (NEW.id, NEW.closed_on, NEW.access_until, NEW.reasons, NEW.adopted_at, NEW.adopted_by_id, NEW.approved_by_id)
          IS DISTINCT FROM
          (OLD.id, OLD.closed_on, OLD.access_until, OLD.reasons, OLD.adopted_at, OLD.adopted_by_id, OLD.approved_by_id)
       OR (NEW.destroyed_at AT TIME ZONE 'Europe/London')::date <= OLD.access_until
       OR EXISTS (SELECT 1 FROM personal_rows() WHERE held > 0) THEN
        RAISE EXCEPTION 'SG-60: a closed register is destroyed once, after its time, and whole'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sg_60_destroyed_in_its_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_60_destroyed_in_its_time BEFORE UPDATE ON register_closure
    FOR EACH ROW EXECUTE FUNCTION sg_60_destroyed_in_its_time();

CREATE FUNCTION sg_60_a_closure_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'SG-60: what was closed stays closed' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'sg_60_a_closure_stays';
END $$;
CREATE TRIGGER sg_60_a_closure_stays BEFORE DELETE OR TRUNCATE ON register_closure
    FOR EACH STATEMENT EXECUTE FUNCTION sg_60_a_closure_stays();

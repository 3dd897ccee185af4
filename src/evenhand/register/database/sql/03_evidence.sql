-- Who has died, as the newest version of each source's record says: a death recorded by mistake can be taken back.
-- Without a search_path of its own, so that PostgreSQL can look for one person in it.
CREATE FUNCTION deaths_known() RETURNS TABLE (person_id uuid, died_on date)
LANGUAGE sql STABLE AS $$
    SELECT l.person_id, s.effective_on
    FROM register_statusrecord s JOIN register_link l ON l.record_id = s.about_id AND l.undone_at IS NULL
    WHERE s.status = 'died' AND NOT EXISTS (
        SELECT 1 FROM register_statusrecord n
        WHERE (n.source, n.reference) = (s.source, s.reference) AND n.version > s.version
    )
$$;

-- What we knew of everybody's events at a moment, each version, correction and link as it stood then. The scorer and
-- the person's page both read this and nothing else, so they cannot disagree.
--
-- `frozen`: learned while the person disputes their record, so that it makes no points until that is decided (SG-53).
--
-- Two records with one origin are one incident (SG-11): `speaks` is true for the one that was recorded first, and a
-- correction of any of them is a correction of the incident.
CREATE FUNCTION events_known(at timestamptz, of_people uuid[] DEFAULT NULL)
RETURNS TABLE (
    id bigint, person_id uuid, source varchar, reference varchar, version integer, role varchar, offence_code varchar,
    occurred_on date, outcome_type varchar, court_result varchar, evidential_test varchar, origin varchar,
    source_document varchar, recorded_on date, correction varchar, speaks boolean, frozen boolean
) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH linked AS (
        SELECT record_id, person_id FROM register_link
        WHERE decided_at <= at AND (undone_at IS NULL OR undone_at > at)
          AND (of_people IS NULL OR person_id = ANY (of_people))
    ), event AS (
        SELECT DISTINCT ON (e.source, e.reference) e.*, l.person_id
        FROM register_event e JOIN linked l ON l.record_id = e.about_id
        WHERE e.learned_at <= at
        ORDER BY e.source, e.reference, e.version DESC
    ), correction_now AS (
        SELECT DISTINCT ON (c.source, c.reference) c.*
        FROM register_correctionrecord c JOIN linked l ON l.record_id = c.about_id
        WHERE c.learned_at <= at
        ORDER BY c.source, c.reference, c.version DESC
    ), corrected AS (
        SELECT DISTINCT ON (source, event_reference) source, event_reference, correction
        FROM correction_now ORDER BY source, event_reference, decided_on DESC, id DESC
    )
    SELECT e.id, e.person_id, e.source, e.reference, e.version, e.role, e.offence_code, e.occurred_on, e.outcome_type,
           e.court_result, e.evidential_test, e.origin, e.source_document, e.recorded_on,
           max(c.correction) OVER incident, row_number() OVER (incident ORDER BY e.recorded_on, e.source, e.reference) = 1,
           EXISTS (
               SELECT 1 FROM register_dispute d
               WHERE d.person_id = e.person_id AND d.opened_at <= at AND e.learned_at > d.opened_at
                 AND (d.told_on IS NULL OR d.told_on > (at AT TIME ZONE 'Europe/London')::date)
           )
    FROM event e LEFT JOIN corrected c ON c.source = e.source AND c.event_reference = e.reference
    WINDOW incident AS (PARTITION BY e.person_id, e.origin, e.role = 'victim', e.role = 'witness')
$$;

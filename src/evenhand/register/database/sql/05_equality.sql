-- Ethnicity and sex live in a schema of their own (SG-41). The application can post into it and read nothing back;
-- the statistics role can ask for counts and for nothing else.

CREATE SCHEMA equality;
CREATE TABLE equality.characteristics (
    source varchar(40) NOT NULL,
    reference varchar(80) NOT NULL,
    ethnicity varchar(8) NOT NULL DEFAULT '',
    ethnicity_basis varchar(8) NOT NULL DEFAULT '',
    sex varchar(8) NOT NULL DEFAULT '',
    PRIMARY KEY (source, reference, ethnicity_basis)
);

CREATE FUNCTION record_equality(sources text[], refs text[], ethnicities text[], bases text[], sexes text[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = equality, pg_temp AS $$
    INSERT INTO equality.characteristics
    SELECT DISTINCT ON (s, r, b) s, r, e, b, x FROM unnest(sources, refs, ethnicities, bases, sexes) AS t (s, r, e, b, x)
    ON CONFLICT (source, reference, ethnicity_basis) DO UPDATE SET ethnicity = excluded.ethnicity, sex = excluded.sex
$$;

-- How many people of each recorded ethnicity are on the register, by how the ethnicity was recorded. A person known
-- to several sources counts once for each basis.
CREATE FUNCTION equality.composition() RETURNS TABLE (origin varchar, ethnicity_basis varchar, ethnicity varchar, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, equality, pg_temp AS $$
    SELECT e.origin, c.ethnicity_basis, c.ethnicity, count(DISTINCT e.person_id)
    FROM public.register_entry e
    JOIN public.register_link l ON l.person_id = e.person_id AND l.undone_at IS NULL
    JOIN public.register_sourcerecord r ON r.id = l.record_id
    JOIN equality.characteristics c ON c.source = r.source AND c.reference = r.reference
    WHERE c.ethnicity <> ''
    GROUP BY 1, 2, 3
$$;

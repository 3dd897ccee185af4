-- What the tables of the casework refuse by themselves, whoever asks and by whatever way.

ALTER TABLE register_review
    ADD CONSTRAINT sg_06_proposer_is_the_nominations
        FOREIGN KEY (nomination_id, proposer_id) REFERENCES register_nomination (id, proposer_id),
    ADD CONSTRAINT review_as_decided UNIQUE (id, nomination_id, proposer_id, reviewer_id, decision);

ALTER TABLE register_nomination ADD CONSTRAINT nomination_with_person UNIQUE (id, person_id);
ALTER TABLE register_entry
    ADD CONSTRAINT sg_06_entry_is_of_the_person_proposed
        FOREIGN KEY (nomination_id, person_id) REFERENCES register_nomination (id, person_id),
    ADD COLUMN review_decision varchar NOT NULL DEFAULT 'accept' CHECK (review_decision = 'accept'),
    ADD CONSTRAINT sg_06_entry_rests_on_an_accepting_review
        FOREIGN KEY (review_id, nomination_id, proposer_id, reviewer_id, review_decision)
        REFERENCES register_review (id, nomination_id, proposer_id, reviewer_id, decision);

CREATE FUNCTION sg_01_register_has_a_charter() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    charter jsonb := (SELECT content FROM register_charterversion ORDER BY id DESC LIMIT 1);
BEGIN
    IF coalesce(charter ->> 'purpose', '') !~ '\S' OR coalesce(charter ->> 'legal_basis', '') !~ '\S'
       OR coalesce(charter ->> 'senior_owner', '') !~ '\S' THEN
        RAISE EXCEPTION 'SG-01: no entry without a purpose, a legal basis and a senior owner'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sg_01_register_has_a_charter';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_01_register_has_a_charter BEFORE INSERT ON register_entry
    FOR EACH ROW EXECUTE FUNCTION sg_01_register_has_a_charter();

CREATE FUNCTION sg_25_nobody_dead_is_listed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM deaths_known() WHERE person_id = NEW.person_id) THEN
        RAISE EXCEPTION 'SG-25: this person has died' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sg_25_nobody_dead_is_listed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sg_25_nobody_dead_is_listed BEFORE INSERT OR UPDATE ON register_entry
    FOR EACH ROW EXECUTE FUNCTION sg_25_nobody_dead_is_listed();

-- Whoever is cleared of something has every open entry reviewed: a load that learns of it and leaves an entry with a
-- later review date cannot be committed (SG-29).
CREATE FUNCTION sg_29_cleared_calls_for_review() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM register_link l JOIN register_entry e ON e.person_id = l.person_id
        WHERE l.record_id = NEW.about_id AND l.undone_at IS NULL
          AND e.review_by > (NEW.learned_at AT TIME ZONE 'Europe/London')::date
    ) THEN
        RAISE EXCEPTION 'SG-29: this person was cleared of something, and their entry is not due for review'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sg_29_cleared_calls_for_review';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sg_29_cleared_calls_for_review AFTER INSERT ON register_correctionrecord
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sg_29_cleared_calls_for_review();

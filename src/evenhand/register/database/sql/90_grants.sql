-- Who may do what. Nobody may delete from the register's tables; a column that no action changes cannot be changed.

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA equality FROM PUBLIC;
REVOKE ALL ON SCHEMA equality FROM PUBLIC;

GRANT USAGE ON SCHEMA public TO evenhand_application, evenhand_statistics, evenhand_auditor, evenhand_sequencer;
GRANT EXECUTE ON FUNCTION door_accesses(), door_opens(text), door_people(), door_records(),
    events_known(timestamptz, uuid[]),
    deaths_known(), quarantine_waiting(), people_shown(text, timestamptz, uuid[]), letter_of(text, date), held_back_now(date), acts_on_everybody(timestamptz),
    record_equality(text[], text[], text[], text[], text[]) TO evenhand_application;

-- The application reads what the door lets it see, and adds to it.
GRANT SELECT, INSERT ON
    register_load, register_quarantinedrow, register_sourcerecord, register_identification, register_event,
    register_correctionrecord, register_intelligence, register_referral, register_statusrecord, register_listing,
    register_person, register_link, register_heldmatch, register_nomination, register_review, register_entry,
    register_scorerun, register_scoretotal, register_charterversion, register_instrumentadoption,
    register_localpolicy, register_snapshot, register_ledgerparticulars, register_ledgermention
    TO evenhand_application;
GRANT SELECT, INSERT (body, leaf_hash, event, actor, subject, access) ON register_ledgerentry TO evenhand_application;
GRANT SELECT, INSERT (event, actor, purpose, person, opens, begun_at, particulars_digest) ON register_access
    TO evenhand_application;
GRANT SELECT ON register_ledgerleaf, register_ledgertile, register_ledgercheckpoint, register_ledgercosignature,
    register_ledgeralarm TO evenhand_application;
GRANT UPDATE (settled_at, settled_by_id, settled_in_id) ON register_quarantinedrow TO evenhand_application;
GRANT UPDATE (undone_at, undone_by_id, undone_reason) ON register_link TO evenhand_application;
GRANT UPDATE (decided_at, decided_by_id) ON register_heldmatch TO evenhand_application;
GRANT UPDATE (status) ON register_nomination TO evenhand_application;
GRANT UPDATE (review_by, review_reason, last_proven_on, expires_on, zero_on, restricted_on, round, noted)
    ON register_entry TO evenhand_application;

-- The life of an entry: reviews, votes, disputes, what is to be told to whom, the day's clocks.
GRANT EXECUTE ON FUNCTION is_child(date, date), votes_cast(uuid, integer), decided_last(uuid), disputed_now(uuid),
    policy_number(text), remove_entry(uuid, varchar, date, bytea[]), forget_removal(bigint, date),
    forget_listings(uuid[], bytea[]) TO evenhand_application;
GRANT SELECT ON register_removal TO evenhand_application;
GRANT SELECT, INSERT ON register_entryreview, register_blindvote, register_dispute,
    register_outgoingletter, register_recipientnotice, register_dayrun TO evenhand_application;
GRANT UPDATE (decided_at, decided_by_id, finding, reasons, told_on, lift_noted) ON register_dispute
    TO evenhand_application;
GRANT UPDATE (sent_on, sent_by_id, stopped_on, why_stopped) ON register_outgoingletter TO evenhand_application;
GRANT SELECT ON register_dayrun TO evenhand_auditor;
GRANT UPDATE (ran_at, counts) ON register_dayrun TO evenhand_application;

GRANT SELECT, INSERT ON register_accessletter, register_lookdelay TO evenhand_application;
GRANT UPDATE (wrong_keys, ended_at, why_ended) ON register_accessletter TO evenhand_application;
GRANT UPDATE (lifted_at, lifted_by_id) ON register_lookdelay TO evenhand_application;

GRANT SELECT, INSERT ON register_inuse TO evenhand_application;

GRANT SELECT, INSERT (record_id, wrapped) ON register_contentkey TO evenhand_application;
GRANT EXECUTE ON FUNCTION key_of_person(uuid, bytea), marked(bigint[], bigint[]),
    erase_person(uuid, bigint[], bytea[], bigint[], text[], uuid[]) TO evenhand_application;
GRANT SELECT, INSERT, UPDATE (signed_by_id, signed_at, withdrawn_at, counts) ON register_erasure TO evenhand_application;
GRANT SELECT ON register_erasedrecord TO evenhand_application;
GRANT SELECT, INSERT, UPDATE (reason, until), DELETE ON register_visit TO evenhand_application;

-- The weekly sample of look-ups.
GRANT EXECUTE ON FUNCTION audit_open_questions(bigint), audit_question_of(bigint), audit_counts(date)
    TO evenhand_application;
GRANT SELECT, INSERT ON register_accountdeclaration, register_watchedrecord, register_auditsample, register_auditquestion
    TO evenhand_application;
GRANT UPDATE (ended_at) ON register_accountdeclaration, register_watchedrecord TO evenhand_application;
GRANT UPDATE (answer, answered_at, finding, found_by_id, found_at) ON register_auditquestion TO evenhand_application;

-- Records opened in an emergency.
GRANT EXECUTE ON FUNCTION emergency_person(bigint) TO evenhand_application;
GRANT SELECT, INSERT ON register_emergencyuse, register_emergencyrecord TO evenhand_application;
GRANT UPDATE (acknowledged_at, acknowledged_by_id, finding, reviewed_by_id, reviewed_at) ON register_emergencyuse
    TO evenhand_application;
GRANT UPDATE (found_because) ON register_emergencyrecord TO evenhand_application;

-- The support route.
GRANT EXECUTE ON FUNCTION support_people(), act_of_support(text, text), entry_of_support(bigint), support_acts_shown(),
    support_owed_here(), support_owed_by_day(), support_offer_counts(), support_names(uuid[]),
    support_found(bigint[], date), support_concerns(), support_died_on() TO evenhand_application;
GRANT SELECT, INSERT ON register_supportreferral, register_supportoffer, register_supportplan, register_supportcontact,
    register_supportoutcome TO evenhand_application;
GRANT UPDATE (answer, answered_on) ON register_supportoffer TO evenhand_application;

-- The papers, and the end of the register.
GRANT EXECUTE ON FUNCTION personal_rows(), destroy_everybody() TO evenhand_application;
GRANT SELECT, INSERT ON register_paper, register_closure TO evenhand_application;
GRANT UPDATE (destroyed_at, destroyed_by_id, destruction_approved_by_id, certificate, certificate_digest)
    ON register_closure TO evenhand_application;

-- Whether the register is even-handed.
GRANT EXECUTE ON FUNCTION note_eligible(uuid[]), changed_since(date), evenness_unanswered() TO evenhand_application;
GRANT SELECT ON register_eligibleperson TO evenhand_application;
GRANT SELECT, INSERT ON register_evennessalarm, register_evennessanswer, register_evennessdecision,
    register_benchmarkadoption TO evenhand_application;

-- Accounts, sessions, second factors and lock-outs.
GRANT SELECT, INSERT, UPDATE ON register_account TO evenhand_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON django_session, otp_totp_totpdevice, axes_accessattempt,
    axes_accessattemptexpiration, axes_accessfailurelog, axes_accesslog TO evenhand_application;
GRANT SELECT ON django_migrations TO evenhand_application;

-- Counts of equality data, and nothing else.
GRANT USAGE ON SCHEMA equality TO evenhand_statistics;
GRANT EXECUTE ON FUNCTION equality.composition(), equality.by_stage(date) TO evenhand_statistics;

-- The sequencer gives entries their places, and ends accesses that were cut short. It sees no personal table.
GRANT SELECT, INSERT (body, leaf_hash, event, actor, subject, access) ON register_ledgerentry TO evenhand_sequencer;
GRANT SELECT ON register_access TO evenhand_sequencer;
GRANT SELECT, INSERT ON register_ledgerleaf, register_ledgertile, register_ledgercheckpoint, register_ledgercosignature
    TO evenhand_sequencer;
GRANT SELECT, INSERT, UPDATE, DELETE ON register_ledgeralarm TO evenhand_sequencer;

-- The auditor reads the log and the papers, and no personal table.
GRANT SELECT ON register_ledgerentry, register_ledgerleaf, register_ledgertile, register_ledgercheckpoint,
    register_ledgercosignature, register_ledgeralarm, register_load, register_scorerun, register_charterversion,
    register_instrumentadoption, register_localpolicy, register_snapshot, register_paper, register_closure,
    register_evennessalarm, register_evennessanswer, register_evennessdecision, register_benchmarkadoption
    TO evenhand_auditor;

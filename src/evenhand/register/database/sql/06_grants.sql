-- Who may do what. Nobody may delete from the register's tables; a column that no action changes cannot be changed.

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA equality FROM PUBLIC;
REVOKE ALL ON SCHEMA equality FROM PUBLIC;

GRANT USAGE ON SCHEMA public TO evenhand_application, evenhand_statistics, evenhand_auditor;
GRANT EXECUTE ON FUNCTION door_opens(text), door_people(), door_records(),
    events_known(timestamptz, uuid[]),
    deaths_known(), quarantine_waiting(),
    record_equality(text[], text[], text[], text[], text[]) TO evenhand_application;

-- The application reads what the door lets it see, and adds to it.
GRANT SELECT, INSERT ON
    register_load, register_quarantinedrow, register_sourcerecord, register_identification, register_event,
    register_correctionrecord, register_intelligence, register_referral, register_statusrecord, register_listing,
    register_person, register_link, register_heldmatch, register_nomination, register_review, register_entry,
    register_scorerun, register_scoretotal, register_charterversion, register_instrumentadoption,
    register_localpolicy, register_snapshot, register_ledgerleaf, register_ledgerparticulars
    TO evenhand_application;
GRANT INSERT ON register_supportreferral TO evenhand_application;
GRANT SELECT, INSERT (body, leaf_hash, event, actor, subject, opens) ON register_ledgerentry TO evenhand_application;
GRANT UPDATE (settled_at, settled_by_id, settled_in_id) ON register_quarantinedrow TO evenhand_application;
GRANT UPDATE (undone_at, undone_by_id, undone_reason) ON register_link TO evenhand_application;
GRANT UPDATE (decided_at, decided_by_id) ON register_heldmatch TO evenhand_application;
GRANT UPDATE (status) ON register_nomination TO evenhand_application;
GRANT UPDATE (status, why_restricted, review_by, review_reason, closed_at, why_closed) ON register_entry
    TO evenhand_application;

-- Accounts, sessions, second factors and lock-outs.
GRANT SELECT, INSERT, UPDATE ON register_account TO evenhand_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON django_session, otp_totp_totpdevice, axes_accessattempt,
    axes_accessattemptexpiration, axes_accessfailurelog, axes_accesslog TO evenhand_application;
GRANT SELECT ON django_migrations TO evenhand_application;

-- Counts of equality data, and nothing else.
GRANT USAGE ON SCHEMA equality TO evenhand_statistics;
GRANT EXECUTE ON FUNCTION equality.composition() TO evenhand_statistics;

-- The auditor reads the log and the papers, and no personal table.
GRANT SELECT ON register_ledgerentry, register_ledgerleaf, register_load, register_scorerun, register_charterversion,
    register_instrumentadoption, register_localpolicy, register_snapshot TO evenhand_auditor;

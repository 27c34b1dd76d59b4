-- DBI067: e-mails in the outbox belong to tenancies that exist
-- Severity: error.
-- Proves what the foreign key of `EmailOutbox` to `Tenancy` requires.
-- A finding means that mail of a lost tenancy may still be sent.
-- Decide: Whoever keeps the backups: bring the tenancy back. If it is to be gone, the platform's operator cancels its
-- mail.
-- Look into it:
--   SELECT status, "createdAt" FROM "EmailOutbox" WHERE id = 'MAIL';
SELECT NULL AS project, 'mail:' || e.id AS subject, 'is of tenancy:' || e."tenancyId" || ', which does not exist' AS detail
FROM "EmailOutbox" e
WHERE NOT EXISTS (SELECT FROM "Tenancy" t WHERE t.id = e."tenancyId")

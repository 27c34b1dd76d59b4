-- DBI141: e-mails in the outbox are of drafts of their tenancy
-- Severity: error.
-- Proves that the draft which a mail was made from (`emailDraftId`), if there is one, is of the same tenancy; and that a draft has a
-- theme if and only if it says so (`themeMode`). A draft can be deleted and its mails stay, so one that does not exist is legal.
-- A finding means that a mail has the text of another project.
-- Decide: The platform's operator: cancel the mail if it was written for others.
-- Look into it:
--   SELECT "tenancyId", "emailDraftId", status FROM "EmailOutbox" WHERE id = 'MAIL';
SELECT t."projectId" AS project, 'mail:' || e.id AS subject,
    'is of email-draft:' || d.id || coalesce(', which is of project ' || min(o."projectId"), ', which is of another tenancy') AS detail
FROM "EmailOutbox" e
JOIN "EmailDraft" d ON d.id::text = lower(e."emailDraftId")
LEFT JOIN "Tenancy" t ON t.id = e."tenancyId"
LEFT JOIN "Tenancy" o ON o.id = d."tenancyId"
GROUP BY t."projectId", e."tenancyId", e.id, d.id
HAVING NOT bool_or(d."tenancyId" = e."tenancyId")
UNION ALL
SELECT t."projectId", 'email-draft:' || d.id,
    CASE WHEN d."themeId" IS NULL THEN 'says that it has a theme of its own, and has none' ELSE 'has a theme, and says that it has none of its own' END
FROM "EmailDraft" d
LEFT JOIN "Tenancy" t ON t.id = d."tenancyId"
WHERE (d."themeMode"::text = 'CUSTOM') <> (d."themeId" IS NOT NULL)

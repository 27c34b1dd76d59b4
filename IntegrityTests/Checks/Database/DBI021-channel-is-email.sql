-- DBI021: contact channels of type EMAIL are e-mail addresses
-- Severity: error.
-- Proves that each value has one `@` with something on both sides and no white space, which the backend demands of what it
-- answers.
-- A finding means that reading the user, and every page of a list that holds it, answers 500 if the channel is the primary
-- one, and that no mail arrives otherwise.
-- Look into it:
--   SELECT id, type, "isPrimary", "usedForAuth", length(value) FROM "ContactChannel" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || c."projectUserId" AS subject,
    'has ' || CASE WHEN c."isPrimary" = 'TRUE' THEN 'a primary' ELSE 'an' END || ' e-mail that is no address (contact-channel:' || c.id || ')' AS detail
FROM "ContactChannel" c
LEFT JOIN "Tenancy" t ON t.id = c."tenancyId"
WHERE c.type = 'EMAIL' AND c.value !~ '^[^\s@]+@[^\s@]+$'

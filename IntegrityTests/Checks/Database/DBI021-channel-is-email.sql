-- DBI021: contact channels of type EMAIL are e-mail addresses
-- Severity: error.
-- Proves that each value has one `@` with text on both sides and no white space, which the backend requires of its
-- answers.
-- A finding means that no mail arrives, and, if the channel is the primary one, that reading the user and every list
-- page that contains the user answers 500.
-- Decide: The user: give another address. The project's owner can remove the channel if the user has another way to
-- sign in.
-- Look into it:
--   SELECT id, type, "isPrimary", "usedForAuth", length(value) FROM "ContactChannel" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || c."projectUserId" AS subject,
    'has ' || CASE WHEN c."isPrimary" = 'TRUE' THEN 'a primary' ELSE 'an' END || ' e-mail that is not an address (contact-channel:' || c.id || ')' AS detail
FROM "ContactChannel" c
LEFT JOIN "Tenancy" t ON t.id = c."tenancyId"
WHERE c.type = 'EMAIL' AND c.value !~ '^[^\s@]+@[^\s@]+$'

-- DBI035: password hashes are bcrypt hashes
-- Severity: error.
-- Proves that each `PasswordAuthMethod.passwordHash` has the form of bcrypt: version, cost, and 53 characters of salt
-- and hash. The backend creates and accepts no other form.
-- A finding means that the user cannot sign in with any password, or that a password was stored in plain text.
-- Look into it:
--   SELECT "projectUserId", length("passwordHash"), left("passwordHash", 4) FROM "PasswordAuthMethod" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || p."projectUserId" AS subject,
    'has a password hash that is not a bcrypt hash (' || length(p."passwordHash") || ' characters)' AS detail
FROM "PasswordAuthMethod" p
LEFT JOIN "Tenancy" t ON t.id = p."tenancyId"
WHERE length(p."passwordHash") <> 60
    OR left(p."passwordHash", 7) !~ '^\$2[abxy]\$[0-3][0-9]\$$'
    OR substr(p."passwordHash", 8) ~ '[^./A-Za-z0-9]'

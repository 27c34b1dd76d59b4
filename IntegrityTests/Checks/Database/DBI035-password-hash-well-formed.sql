-- DBI035: password hashes are bcrypt hashes
-- Severity: error.
-- Proves that each `PasswordAuthMethod.passwordHash` has the form of bcrypt: version `2a`, `2b` or `2y`, a cost from 4 to 16,
-- and 53 characters of salt and hash. The backend creates hashes of cost 10, takes imported ones of these forms, and no other.
-- A finding means that the user cannot sign in with any password, or that a password was stored in plain text.
-- Decide: The user: set a new password by e-mail. No hash can be made of one that the platform does not take.
-- Look into it:
--   SELECT "projectUserId", length("passwordHash"), left("passwordHash", 4) FROM "PasswordAuthMethod" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || p."projectUserId" AS subject,
    'has a password hash that the backend does not take (' || length(p."passwordHash") || ' characters)' AS detail
FROM "PasswordAuthMethod" p
LEFT JOIN "Tenancy" t ON t.id = p."tenancyId"
WHERE length(p."passwordHash") <> 60
    OR left(p."passwordHash", 7) !~ '^\$2[aby]\$(0[4-9]|1[0-6])\$$'
    OR substr(p."passwordHash", 8) ~ '[^./A-Za-z0-9]'

-- DBI037: users without a contact channel can sign in
-- Severity: info.
-- Proves that a user who is not anonymous has a contact channel or an auth method. A server may create a user with
-- neither, so this is information.
-- A finding means that nobody can sign in as this user and no mail reaches it: a program created it and meant to add an
-- e-mail address later, or the user lost what it had.
-- Decide: The project's owner: add an address in the dashboard, or remove the user.
-- Look into it:
--   SELECT "createdAt", "lastActiveAt" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || u."projectUserId" AS subject, 'has neither a contact channel nor an auth method' AS detail
FROM "ProjectUser" u
LEFT JOIN "Tenancy" t ON t.id = u."tenancyId"
WHERE NOT u."isAnonymous"
    AND NOT EXISTS (SELECT FROM "ContactChannel" c WHERE c."tenancyId" = u."tenancyId" AND c."projectUserId" = u."projectUserId")
    AND NOT EXISTS (SELECT FROM "AuthMethod" m WHERE m."tenancyId" = u."tenancyId" AND m."projectUserId" = u."projectUserId")

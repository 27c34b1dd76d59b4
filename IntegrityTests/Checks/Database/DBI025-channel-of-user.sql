-- DBI025: contact channels belong to users that exist
-- Severity: error.
-- Proves what the foreign key of `ContactChannel` to `ProjectUser` requires.
-- A finding means that an e-mail address is still taken by a user who is gone: nobody else can sign up with it.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", type, "usedForAuth" FROM "ContactChannel" WHERE "id" = 'ID';
SELECT t."projectId" AS project, 'contact-channel:' || r."id" AS subject,
    'belongs to user:' || r."projectUserId" || ', who does not exist' AS detail
FROM "ContactChannel" r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE NOT EXISTS (SELECT FROM "ProjectUser" u WHERE u."tenancyId" = r."tenancyId" AND u."projectUserId" = r."projectUserId")

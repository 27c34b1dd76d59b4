-- DBI069: verification codes and vault entries are unique
-- Severity: error.
-- Proves what the unique indexes on `VerificationCode` (project, branch, code) and `DataVaultEntry` (tenancy, store,
-- key) require.
-- A finding means that a code or a key stands for two things; which of them it gives is left to chance.
-- Decide: The project's owner: codes are asked for again; of two vault entries only the program that wrote them knows
-- which is right.
-- Look into it:
--   SELECT "projectId", type, "createdAt", "expiresAt" FROM "VerificationCode" WHERE id = 'CODE';
SELECT v."projectId" AS project, 'verification-code:' || min(v.id::text) AS subject, 'has the same code as ' || count(*) - 1 || ' more' AS detail
FROM "VerificationCode" v
GROUP BY v."projectId", v."branchId", v.code
HAVING count(*) > 1
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = e."tenancyId"),
    'vault-entry:' || min(e.id::text), 'has the same key as ' || count(*) - 1 || ' more'
FROM "DataVaultEntry" e
GROUP BY e."tenancyId", e."storeId", e."hashedKey"
HAVING count(*) > 1

-- DBI044: a user is a member of a team only once
-- Severity: error.
-- Proves what the primary key of `TeamMember` requires.
-- A finding means that a member is listed twice, and stays in the team after being removed once.
-- Decide: Where nothing is planned, the rows differ in name, image or selection: the user or the team says which is
-- right.
-- Look into it:
--   SELECT "createdAt", "isSelected" FROM "TeamMember" WHERE "projectUserId" = 'USER' AND "teamId" = 'TEAM';
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = m."tenancyId") AS project,
    'user:' || m."projectUserId" AS subject, 'is a member of team:' || m."teamId" || ' ' || count(*) || ' times' AS detail
FROM "TeamMember" m
GROUP BY m."tenancyId", m."projectUserId", m."teamId"
HAVING count(*) > 1

-- Repair: remove twins from "TeamMember".
-- Of the rows of one membership the first stays. Another one is removed only if it says nothing that the first does not: it is not
-- selected, and has no name and no image of its own.
SELECT 'user:' || r."projectUserId" AS subject, r.ctid AS place, r.it
FROM (
    SELECT m.ctid, m AS it, m."projectUserId", m."isSelected", m."displayName", m."profileImageUrl", row_number() OVER first AS number,
        first_value(m."isSelected") OVER first AS selected, first_value(m."displayName") OVER first AS name,
        first_value(m."profileImageUrl") OVER first AS image
    FROM "TeamMember" m
    WINDOW first AS (PARTITION BY m."tenancyId", m."projectUserId", m."teamId" ORDER BY m."isSelected", m."createdAt", m.ctid)
) r
WHERE r.number > 1 AND coalesce(r."isSelected" = r.selected, true) AND coalesce(r."displayName" IS NOT DISTINCT FROM r.name, false)
    AND r."profileImageUrl" IS NOT DISTINCT FROM r.image

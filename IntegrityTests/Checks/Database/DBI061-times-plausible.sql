-- DBI061: times are between 1970 and ten years from now
-- Severity: error.
-- Proves that the times of events are neither before 1970 nor more than ten years ahead. The margin is for deployments
-- with a different clock. A period of a subscription follows from the interval of its price, which may be a hundred
-- years, and the newer version begins some periods at their end: it may start at any time that programs can read.
-- A finding means that a time was written in the wrong unit or is infinite: the API answers 500, or a time that
-- programs cannot read.
-- Decide: Whoever wrote the time: the right one is in a backup or in the source of an import.
-- Look into it:
--   SELECT "createdAt", "updatedAt", "signedUpAt", "lastActiveAt" FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT coalesce(r.project, t."projectId") AS project, r.subject, 'has the time ' || r.time || ' in ' || r.name AS detail
FROM (
    SELECT NULL AS project, "tenancyId", 'user:' || "projectUserId" AS subject, 'signedUpAt' AS name, "signedUpAt" AS time
    FROM "ProjectUser" WHERE "signedUpAt" NOT BETWEEN '1970-01-01' AND now() AT TIME ZONE 'UTC' + interval '10 years'
    UNION ALL SELECT NULL, "tenancyId", 'user:' || "projectUserId", 'lastActiveAt', "lastActiveAt"
    FROM "ProjectUser" WHERE "lastActiveAt" NOT BETWEEN '1970-01-01' AND now() AT TIME ZONE 'UTC' + interval '10 years'
    UNION ALL SELECT NULL, "tenancyId", 'user:' || "projectUserId", 'createdAt', "createdAt"
    FROM "ProjectUser" WHERE "createdAt" NOT BETWEEN '1970-01-01' AND now() AT TIME ZONE 'UTC' + interval '10 years'
    UNION ALL SELECT NULL, "tenancyId", 'team:' || "teamId", 'createdAt', "createdAt"
    FROM "Team" WHERE "createdAt" NOT BETWEEN '1970-01-01' AND now() AT TIME ZONE 'UTC' + interval '10 years'
    UNION ALL SELECT id, NULL, 'project:' || id, 'createdAt', "createdAt"
    FROM "Project" WHERE "createdAt" NOT BETWEEN '1970-01-01' AND now() AT TIME ZONE 'UTC' + interval '10 years'
    UNION ALL SELECT id, NULL, 'project:' || id, 'updatedAt', "updatedAt"
    FROM "Project" WHERE "updatedAt" NOT BETWEEN '1970-01-01' AND now() AT TIME ZONE 'UTC' + interval '10 years'
    UNION ALL SELECT NULL, "tenancyId", 'subscription:' || id, 'createdAt', "createdAt"
    FROM "Subscription" WHERE "createdAt" NOT BETWEEN '1970-01-01' AND now() AT TIME ZONE 'UTC' + interval '10 years'
    UNION ALL SELECT NULL, "tenancyId", 'subscription:' || id, 'currentPeriodStart', "currentPeriodStart"
    FROM "Subscription" WHERE "currentPeriodStart" NOT BETWEEN '1970-01-01' AND '275760-09-13'
    UNION ALL SELECT NULL, "tenancyId", 'purchase:' || id, 'createdAt', "createdAt"
    FROM "OneTimePurchase" WHERE "createdAt" NOT BETWEEN '1970-01-01' AND now() AT TIME ZONE 'UTC' + interval '10 years'
    UNION ALL SELECT NULL, "tenancyId", 'item-change:' || id, 'createdAt', "createdAt"
    FROM "ItemQuantityChange" WHERE "createdAt" NOT BETWEEN '1970-01-01' AND now() AT TIME ZONE 'UTC' + interval '10 years'
) r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"

-- DBI095: every dotted key of a config has its parent
-- Severity: error.
-- Proves that each dotted key which goes on below an entry (`domains.trustedDomains.ID.baseUrl`) has this entry as an object
-- in the same layer or in another one that counts: as a key of its own, or within an object. The platform leaves out what
-- has no parent when it renders the config, without an error. A key that stands beside an object of the same section in its
-- layer (`domains` beside `domains.trustedDomains.ID.baseUrl`) is information: the API takes it so from whoever pushes a
-- config, and leaves it out as well.
-- A finding means that a setting is stored and does not work: a domain that is not trusted, an item, a product or a
-- permission that nobody has. A migration of the platform wrote such keys for trusted domains, and a later one corrected
-- them; adding the entry as an empty object (`"domains.trustedDomains.ID": {}`) brings the setting back.
-- Decide: The project's owner: is the setting wanted? Then add its entry as an empty object, or push the config again.
-- It may let a domain or a permission count that nobody misses.
-- Look into it:
--   SELECT "branchId", jsonb_object_keys(config) FROM "EnvironmentConfigOverride" WHERE "projectId" = 'PROJECT';
WITH branch AS (
    SELECT "projectId", "branchId" FROM "BranchConfigOverride" UNION SELECT "projectId", "branchId" FROM "EnvironmentConfigOverride"
),
layer AS (
    SELECT b."projectId", b."branchId", 1 AS level, p."projectConfigOverride" AS config
    FROM "Project" p JOIN branch b ON b."projectId" = p.id WHERE jsonb_typeof(p."projectConfigOverride") = 'object'
    UNION ALL SELECT "projectId", "branchId", 2, config FROM "BranchConfigOverride" WHERE jsonb_typeof(config) = 'object'
    UNION ALL SELECT "projectId", "branchId", 3, config FROM "EnvironmentConfigOverride" WHERE jsonb_typeof(config) = 'object'
),
entry AS (
    SELECT l."projectId", l."branchId", l.level, e.key, e.value, l.config ? split_part(e.key, '.', 1) AS pushed
    FROM layer l, jsonb_each(l.config) AS e
    WHERE jsonb_typeof(e.value) <> 'null'
),
-- The entry of a list that a key goes on below. The platform's own mail templates and themes are in every config: mails are left out.
child AS (
    SELECT e.*, m.parent[1] AS parent
    FROM entry e, LATERAL (
        SELECT regexp_match(
            e.key,
            '^((?:domains\.trustedDomains|rbac\.permissions|auth\.oauth\.providers|auth\.signUpRules|dataVault\.stores'
                || '|dbSync\.externalDatabases|customDashboards|payments\.(?:items|productLines)'
                || '|analytics\.queryFolders(?:\.[^.]+\.queries)?'
                || '|payments\.products(?:\.[^.]+\.(?:prices|includedItems))?)\.[^.]+)\.') AS parent
    ) m
    WHERE e.key LIKE '%.%.%' AND m.parent IS NOT NULL
)
SELECT c."projectId" AS project, 'config:' || c."branchId" || '/' || c.parent AS subject,
    'is not there, so that ' || string_agg(DISTINCT substr(c.key, length(c.parent) + 2), ', ') || ' below it has no effect' AS detail,
    CASE WHEN bool_and(c.pushed) THEN 'a config was pushed with this key beside an object, which the API takes and leaves out' END AS cause
FROM child c
WHERE NOT EXISTS (
        SELECT FROM entry e
        WHERE e."projectId" = c."projectId" AND e."branchId" = c."branchId"
            AND (e.key = c.parent OR starts_with(c.parent, e.key || '.'))
            AND jsonb_typeof(CASE WHEN e.key = c.parent THEN e.value
                ELSE e.value #> string_to_array(substr(c.parent, length(e.key) + 2), '.') END) = 'object'
            -- A later layer that sets the same or more takes its place.
            AND NOT EXISTS (
                SELECT FROM entry later
                WHERE later."projectId" = e."projectId" AND later."branchId" = e."branchId" AND later.level > e.level
                    AND (later.key = e.key OR starts_with(e.key, later.key || '.'))))
    AND NOT EXISTS (
        SELECT FROM entry later
        WHERE later."projectId" = c."projectId" AND later."branchId" = c."branchId" AND later.level > c.level
            AND (later.key = c.key OR starts_with(c.key, later.key || '.')))
GROUP BY c."projectId", c."branchId", c.parent

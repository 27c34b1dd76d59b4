-- DBI148: what is known of a session's last use is in form
-- Severity: error.
-- Proves that the facts of the last use of each session (`lastActiveAtIpInfo`), if there are any, are an object with the address as
-- text, texts for the place and numbers for its coordinates, or null. The backend reads them by this form.
-- A finding means that the list of the user's sessions answers 500, so that nobody can see or end them there.
-- Decide: Nobody has to: the next use of the session writes it anew.
-- Look into it:
--   SELECT "tenancyId", "projectUserId", jsonb_typeof("lastActiveAtIpInfo") FROM "ProjectUserRefreshToken" WHERE id = 'TOKEN';
SELECT t."projectId" AS project, 'refresh-token:' || r.id AS subject, 'of user:' || r."projectUserId" || ' was used last from a place that is not in form' AS detail
FROM "ProjectUserRefreshToken" r
LEFT JOIN "Tenancy" t ON t.id = r."tenancyId"
WHERE r."lastActiveAtIpInfo" IS NOT NULL AND jsonb_typeof(r."lastActiveAtIpInfo") <> 'null' AND (
    jsonb_typeof(r."lastActiveAtIpInfo") <> 'object'
    OR jsonb_typeof(r."lastActiveAtIpInfo" -> 'ip') IS DISTINCT FROM 'string'
    OR EXISTS (
        SELECT FROM unnest(ARRAY['countryCode', 'regionCode', 'cityName', 'tzIdentifier']) k
        WHERE jsonb_typeof(r."lastActiveAtIpInfo" -> k) NOT IN ('string', 'null'))
    OR EXISTS (
        SELECT FROM unnest(ARRAY['latitude', 'longitude']) k
        WHERE jsonb_typeof(r."lastActiveAtIpInfo" -> k) NOT IN ('number', 'null')))

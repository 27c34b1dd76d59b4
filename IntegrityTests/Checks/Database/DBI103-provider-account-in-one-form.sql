-- DBI103: accounts of a provider differ by more than their form
-- Severity: error.
-- Proves that no account id of a provider (`providerAccountId`) has white space at its ends, and that no two users of a
-- tenancy have accounts of one provider whose ids are equal but for upper and lower case and white space. The platform
-- compares the text with what the provider says.
-- A finding means that a user cannot sign in with the provider, or that one account of the provider belongs to two users.
-- Decide: The project's owner: are these one account? Keep the form that the provider sends.
-- Look into it:
--   SELECT id, "projectUserId", "configOAuthProviderId", "allowSignIn" FROM "ProjectUserOAuthAccount" WHERE id = 'ACCOUNT';
WITH account AS NOT MATERIALIZED (
    SELECT id, "tenancyId", "projectUserId", "configOAuthProviderId", "providerAccountId" AS value,
        lower(regexp_replace("providerAccountId", '^\s+|\s+$', '', 'g')) AS form
    FROM "ProjectUserOAuthAccount"
),
odd AS MATERIALIZED (
    SELECT DISTINCT "tenancyId", "configOAuthProviderId", form FROM account WHERE value <> form
)
SELECT t."projectId" AS project, 'oauth-account:' || a.id AS subject,
    'has an account id of ' || a."configOAuthProviderId" || ' with white space at its ends' AS detail
FROM account a
LEFT JOIN "Tenancy" t ON t.id = a."tenancyId"
WHERE a.value ~ '^\s|\s$'
UNION ALL
SELECT (SELECT min(t."projectId") FROM "Tenancy" t WHERE t.id = a."tenancyId"),
    'oauth-account:' || min(a.id::text),
    'is the account of ' || a."configOAuthProviderId" || ' of user:' || min(a."projectUserId"::text) || ' and, in another form, of user:'
        || max(a."projectUserId"::text) || ' (' || count(*) || ' accounts)'
FROM account a
JOIN odd USING ("tenancyId", "configOAuthProviderId", form)
GROUP BY a."tenancyId", a."configOAuthProviderId", a.form
HAVING count(DISTINCT a.value) > 1 AND count(DISTINCT a."projectUserId") > 1

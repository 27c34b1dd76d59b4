-- DBI137: a Stripe account belongs to one project
-- Severity: error.
-- Proves that no two projects have the same `stripeAccountId`. The platform makes one for each; those of its own seed share one,
-- which is information.
-- A finding means that the payouts of one project count for the other, and that what Stripe says of an account reaches only the
-- project that the account names.
-- Decide: The owners of both projects: whose account at Stripe is it? Money of one is booked for the other until it is
-- decided.
-- Look into it:
--   SELECT id, "displayName", "stripeAccountId", "createdAt" FROM "Project" WHERE id = 'PROJECT';
SELECT p.id AS project, 'project:' || p.id AS subject,
    'has the Stripe account of ' || CASE WHEN p.id = s.least THEN 'project:' || s.greatest ELSE 'project:' || s.least END
        || ' (' || s.number || ' projects)' AS detail,
    CASE WHEN s.account = 'sample-stripe-account-id' THEN 'the platform''s seed wrote it' END AS cause
FROM "Project" p
JOIN (
    SELECT btrim("stripeAccountId") AS account, count(*) AS number, min(id) AS least, max(id) AS greatest
    FROM "Project" WHERE "stripeAccountId" <> '' GROUP BY 1 HAVING count(*) > 1
) s ON s.account = btrim(p."stripeAccountId")

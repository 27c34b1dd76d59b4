-- DBI116: what is kept about a sign-up is in form
-- Severity: warning.
-- Proves that `signUpIp` is an IP address; that `signUpIpTrusted` is set if and only if it is; that the two forms of the
-- e-mail address that a user signed up with (`signUpEmailNormalized`, `signUpEmailBase`) are addresses in lower case, and both
-- set or none; and that `signUpCountryCode` is two capital letters. The backend writes them together.
-- A finding means that sign-ups from one address or one e-mail are not counted together: abuse stays unseen.
-- Decide: Nobody can tell any more what was sent at sign-up. The platform's developers can clear it, so that it does
-- not count.
-- Look into it:
--   SELECT "signUpIp" IS NULL, "signUpIpTrusted", "signUpEmailNormalized" IS NULL, "signUpEmailBase" IS NULL, "signUpCountryCode"
--   FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || u."projectUserId" AS subject,
    'has facts of its sign-up that are not in form: ' || concat_ws(', ',
        CASE WHEN u."signUpIp" !~ '^[0-9a-fA-F:.]+(%[0-9a-zA-Z]+)?$' THEN 'signUpIp' END,
        CASE WHEN (u."signUpIp" IS NULL) <> (u."signUpIpTrusted" IS NULL) THEN 'signUpIpTrusted' END,
        CASE WHEN u."signUpEmailNormalized" !~ '^[^\s@]+@[^\s@]+$' OR u."signUpEmailNormalized" <> lower(u."signUpEmailNormalized")
            THEN 'signUpEmailNormalized' END,
        CASE WHEN u."signUpEmailBase" !~ '^[^\s@]+@[^\s@]+$' OR u."signUpEmailBase" <> lower(u."signUpEmailBase")
            OR (u."signUpEmailBase" IS NULL) <> (u."signUpEmailNormalized" IS NULL) THEN 'signUpEmailBase' END,
        CASE WHEN u."signUpCountryCode" !~ '^[A-Z]{2}$' THEN 'signUpCountryCode' END
    ) AS detail
FROM "ProjectUser" u
LEFT JOIN "Tenancy" t ON t.id = u."tenancyId"
WHERE u."signUpIp" !~ '^[0-9a-fA-F:.]+(%[0-9a-zA-Z]+)?$'
    OR (u."signUpIp" IS NULL) <> (u."signUpIpTrusted" IS NULL)
    OR u."signUpEmailNormalized" !~ '^[^\s@]+@[^\s@]+$' OR u."signUpEmailNormalized" <> lower(u."signUpEmailNormalized")
    OR u."signUpEmailBase" !~ '^[^\s@]+@[^\s@]+$' OR u."signUpEmailBase" <> lower(u."signUpEmailBase")
    OR (u."signUpEmailBase" IS NULL) <> (u."signUpEmailNormalized" IS NULL)
    OR u."signUpCountryCode" !~ '^[A-Z]{2}$'

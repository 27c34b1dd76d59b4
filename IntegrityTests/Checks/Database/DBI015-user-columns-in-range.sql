-- DBI015: restriction and risk scores of users are consistent
-- Severity: error.
-- Proves what the check constraints on `ProjectUser` require: a reason for a restriction only with a restriction, and
-- risk scores from 0 to 100.
-- A finding means that the API shows a reason without a restriction, or answers 500 for the user.
-- Decide: The project's owner: is the user restricted or not? A flag that was lost lets somebody in; a reason that was
-- left is harmless. Risk scores out of range can be set to 0 or 100 by the platform's operator.
-- Look into it:
--   SELECT "restrictedByAdmin", "restrictedByAdminReason" IS NOT NULL, "signUpRiskScoreBot", "signUpRiskScoreFreeTrialAbuse"
--   FROM "ProjectUser" WHERE "projectUserId" = 'USER';
SELECT t."projectId" AS project, 'user:' || u."projectUserId" AS subject,
    CASE
        WHEN NOT u."restrictedByAdmin" AND (u."restrictedByAdminReason" IS NOT NULL OR u."restrictedByAdminPrivateDetails" IS NOT NULL)
            THEN 'has a reason for a restriction that it does not have'
        ELSE 'has a risk score out of 0 to 100: ' || u."signUpRiskScoreBot" || ', ' || u."signUpRiskScoreFreeTrialAbuse"
    END AS detail
FROM "ProjectUser" u
LEFT JOIN "Tenancy" t ON t.id = u."tenancyId"
WHERE NOT u."restrictedByAdmin" AND (u."restrictedByAdminReason" IS NOT NULL OR u."restrictedByAdminPrivateDetails" IS NOT NULL)
    OR u."signUpRiskScoreBot" NOT BETWEEN 0 AND 100
    OR u."signUpRiskScoreFreeTrialAbuse" NOT BETWEEN 0 AND 100

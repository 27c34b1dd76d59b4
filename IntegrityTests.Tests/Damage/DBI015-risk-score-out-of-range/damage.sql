-- A risk score is above 100.
ALTER TABLE "ProjectUser" DROP CONSTRAINT IF EXISTS "ProjectUser_risk_score_bot_range";
UPDATE "ProjectUser" SET "signUpRiskScoreBot" = 101 WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';

-- A column lost its NOT NULL, and a check was restored without looking at the rows that were there.
-- Kind: guard rail
ALTER TABLE "Team" ALTER COLUMN "displayName" DROP NOT NULL;
ALTER TABLE "ProjectUser" DROP CONSTRAINT "ProjectUser_risk_score_free_trial_abuse_range";
ALTER TABLE "ProjectUser" ADD CONSTRAINT "ProjectUser_risk_score_free_trial_abuse_range"
    CHECK ("signUpRiskScoreFreeTrialAbuse" >= 0 AND "signUpRiskScoreFreeTrialAbuse" <= 100) NOT VALID;

-- A mail of the project is for a user of another one.
-- Kind: reference
UPDATE "EmailOutbox" SET "to" = jsonb_build_object('type', 'user-primary-email', 'userId', (SELECT "projectUserId" FROM "ProjectUser" WHERE "mirroredProjectId" = '{other}' ORDER BY 1 LIMIT 1)) WHERE "tenancyId" = '{tenancy}' AND id = '{first_mail}';

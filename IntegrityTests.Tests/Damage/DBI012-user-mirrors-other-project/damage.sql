-- Damage 11 of the script: mirroredProjectId of another project.
UPDATE "ProjectUser" SET "mirroredProjectId" = '{other}' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';

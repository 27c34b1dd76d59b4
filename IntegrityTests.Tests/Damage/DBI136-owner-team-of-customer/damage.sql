-- A team of the customer owns the project.
-- Kind: reference
-- Source: stack-auth/stack-auth#926
UPDATE "Project" SET "ownerTeamId" = '{team}' WHERE id = '{project}';

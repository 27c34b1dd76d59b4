-- A team of the customer owns the project.
UPDATE "Project" SET "ownerTeamId" = '{team}' WHERE id = '{project}';

-- The team that owns a project was lost.
UPDATE "Project" SET "ownerTeamId" = '{nobody}' WHERE id = '{project}';

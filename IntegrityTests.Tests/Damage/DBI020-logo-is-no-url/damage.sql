-- The logo of a project is no URL.
UPDATE "Project" SET "logoUrl" = 'no url' WHERE id = '{project}';

-- URLs with a tab and a line break are legal: JavaScript leaves them out.
UPDATE "ProjectUser" SET "profileImageUrl" = E'https://img.example.com/a\n' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
UPDATE "Team" SET "profileImageUrl" = E'https://img.example.com/\tb' WHERE "tenancyId" = '{tenancy}' AND "teamId" = '{team}';
UPDATE "Project" SET "logoUrl" = E'https://img.example.com/\r\nlogo' WHERE id = '{project}';

-- A user was last active in five years.
-- Kind: order of times
-- Source: clocks of imports, seconds taken for milliseconds
UPDATE "ProjectUser" SET "lastActiveAt" = '2031-06-30', "updatedAt" = '2031-06-30' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';

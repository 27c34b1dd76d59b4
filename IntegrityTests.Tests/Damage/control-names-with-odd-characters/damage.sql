-- Names are empty, or have control characters and letters that run to the left.
UPDATE "ProjectUser" SET "displayName" = '' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{user}';
UPDATE "ProjectUser" SET "displayName" = E'\u202eevil\u202c \u0007\t"\\\\</script>' WHERE "tenancyId" = '{tenancy}' AND "projectUserId" = '{neighbour}';

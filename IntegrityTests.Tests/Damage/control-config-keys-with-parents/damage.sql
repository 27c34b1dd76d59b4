-- Dotted keys go on below entries of the same layer, of an earlier layer, and of an object.
INSERT INTO "BranchConfigOverride" ("projectId", "branchId", "updatedAt", config) VALUES ('{project}', 'main', now(), '{
    "dataVault": {"stores": {"one": {"displayName": "One"}}}, "customDashboards.two": {"displayName": "Two"}}')
ON CONFLICT ("projectId", "branchId") DO UPDATE SET config = EXCLUDED.config;
UPDATE "EnvironmentConfigOverride" SET config = config || '{
    "domains.trustedDomains.abc": {}, "domains.trustedDomains.abc.baseUrl": "https://shop.example.com",
    "domains.trustedDomains.abc.handlerPath": "/handler",
    "dataVault.stores.one.displayName": "Other", "customDashboards.two.displayName": "Other"}' WHERE "projectId" = '{project}';

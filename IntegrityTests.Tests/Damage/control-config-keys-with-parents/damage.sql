-- Dotted keys go on below entries of the same layer, of an earlier layer, and of an object.
INSERT INTO "BranchConfigOverride" ("projectId", "branchId", "updatedAt", config) VALUES ('{project}', 'main', now(), '{
    "auth.oauth.providers.github": {"type": "github", "allowSignIn": true},
    "dataVault": {"stores": {"one": {"displayName": "One"}}}}')
ON CONFLICT ("projectId", "branchId") DO UPDATE SET config = EXCLUDED.config;
UPDATE "EnvironmentConfigOverride" SET config = config || '{
    "domains.trustedDomains.abc": {}, "domains.trustedDomains.abc.baseUrl": "https://shop.example.com",
    "auth.oauth.providers.github.isShared": true,
    "dataVault.stores.one.displayName": "Other"}' WHERE "projectId" = '{project}';

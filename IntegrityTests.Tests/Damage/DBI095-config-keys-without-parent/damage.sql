-- A migration wrote the keys of a trusted domain and of an item without their entries: both are not there when the config is rendered.
-- Kind: config
-- Source: stack-auth/stack-auth#1264 and its migration 20260214000000
UPDATE "EnvironmentConfigOverride" SET config = (config - 'domains.trustedDomains') || '{
    "domains.trustedDomains.abc.baseUrl": "https://shop.example.com", "domains.trustedDomains.abc.handlerPath": "/handler",
    "payments.items.lost.customerType": "user"}' WHERE "projectId" = '{project}';

-- A migration wrote the keys of a trusted domain and of an item without their entries: both are not there when the config is rendered.
UPDATE "EnvironmentConfigOverride" SET config = (config - 'domains.trustedDomains') || '{
    "domains.trustedDomains.abc.baseUrl": "https://shop.example.com", "domains.trustedDomains.abc.handlerPath": "/handler",
    "payments.items.lost.customerType": "user"}' WHERE "projectId" = '{project}';

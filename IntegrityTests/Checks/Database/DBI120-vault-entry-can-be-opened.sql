-- DBI120: entries of the data vault can be opened
-- Severity: error.
-- Proves that each `DataVaultEntry.encrypted` has a text of base64 for the key (`edkBase64`) and one for the content
-- (`ciphertextBase64`), as the backend writes them.
-- A finding means that what was stored can never be read again.
-- Decide: The program that keeps the entry: write it again.
-- Look into it:
--   SELECT "tenancyId", "storeId", jsonb_typeof(encrypted), "createdAt" FROM "DataVaultEntry" WHERE id = 'ENTRY';
SELECT t."projectId" AS project, 'vault-entry:' || v.id AS subject, 'has no key or no content that could be decrypted' AS detail
FROM "DataVaultEntry" v
LEFT JOIN "Tenancy" t ON t.id = v."tenancyId"
WHERE coalesce(v.encrypted ->> 'edkBase64', '') !~ '^[A-Za-z0-9+/]+={0,2}$'
    OR coalesce(v.encrypted ->> 'ciphertextBase64', '') !~ '^[A-Za-z0-9+/]+={0,2}$'
    OR length(rtrim(v.encrypted ->> 'edkBase64', '=')) % 4 = 1 OR length(rtrim(v.encrypted ->> 'ciphertextBase64', '=')) % 4 = 1

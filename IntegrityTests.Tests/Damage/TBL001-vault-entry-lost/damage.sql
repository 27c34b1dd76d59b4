-- An entry of the vault is gone: no answer shows the vault.
DELETE FROM "DataVaultEntry" WHERE "tenancyId" = '{tenancy}' AND id = '{vault}';

-- Damage 20 of the script: the tenancy row was deleted.
DELETE FROM "Tenancy" WHERE id = '{tenancy}';

-- DBI020: logos of projects are URLs
-- Severity: error.
-- Proves that the four logos of each project are null or a URL, which the backend requires of its answers.
-- A finding means that reading the project answers 500: its dashboard does not open.
-- Look into it:
--   SELECT "logoUrl", "logoFullUrl", "logoDarkModeUrl", "logoFullDarkModeUrl" FROM "Project" WHERE id = 'PROJECT';
SELECT p.id AS project, 'project:' || p.id AS subject, 'has a logo that is not a URL' AS detail
FROM "Project" p
WHERE p."logoUrl" !~ '^[A-Za-z][A-Za-z0-9+.-]*:\S+$'
    OR p."logoFullUrl" !~ '^[A-Za-z][A-Za-z0-9+.-]*:\S+$'
    OR p."logoDarkModeUrl" !~ '^[A-Za-z][A-Za-z0-9+.-]*:\S+$'
    OR p."logoFullDarkModeUrl" !~ '^[A-Za-z][A-Za-z0-9+.-]*:\S+$'

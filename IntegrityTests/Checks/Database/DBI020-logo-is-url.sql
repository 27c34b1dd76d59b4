-- DBI020: logos of projects are URLs
-- Severity: error.
-- Proves that the four logos of each project are null or what the backend requires of its answers: a URL as JavaScript
-- parses it, without spaces. Tabs and line breaks in it are legal, because they are left out when it is parsed.
-- A finding means that reading the project answers 500: its dashboard does not open.
-- Decide: The project's owner: set another logo, or none.
-- Look into it:
--   SELECT "logoUrl", "logoFullUrl", "logoDarkModeUrl", "logoFullDarkModeUrl" FROM "Project" WHERE id = 'PROJECT';
SELECT p.id AS project, 'project:' || p.id AS subject, 'has a logo that is not a URL' AS detail
FROM "Project" p
WHERE EXISTS (
    SELECT FROM (VALUES (p."logoUrl"), (p."logoFullUrl"), (p."logoDarkModeUrl"), (p."logoFullDarkModeUrl")) logo (url)
    WHERE translate(logo.url, E'\t\n\r', '') !~* '^(?!(https?|wss?|ftp):[/\\]*([?#]|$))[a-z][a-z0-9+.-]*:[^ ]*$'
)

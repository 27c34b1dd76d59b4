-- Nothing is wrong here.
SELECT 1;

// One node a kind and id. MERGE finds nodes by this index.
CREATE CONSTRAINT <constraint> IF NOT EXISTS FOR (n:<kind>) REQUIRE n.id IS UNIQUE

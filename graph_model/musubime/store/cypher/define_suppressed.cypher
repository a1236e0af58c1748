CREATE CONSTRAINT unique_suppressed IF NOT EXISTS FOR (s:Suppressed) REQUIRE s.id IS UNIQUE

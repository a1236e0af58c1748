CREATE CONSTRAINT unique_projection IF NOT EXISTS FOR (p:Projection) REQUIRE p.id IS UNIQUE

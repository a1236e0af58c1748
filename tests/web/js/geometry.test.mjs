import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, nextByAngle, turn } from "../../../web/musubime_web/static/js/geometry.js";

const here = { id: "here", x: 0, y: 0 };
const east = { id: "east", x: 100, y: 10 };
const farEast = { id: "far-east", x: 300, y: 0 };
const south = { id: "south", x: 5, y: 80 };
const west = { id: "west", x: -50, y: 0 };

test("an arrow takes the tie with the smallest turn", () => {
  assert.equal(nextByAngle(here, [east, south, west], "right")?.id, "east");
  assert.equal(nextByAngle(here, [east, south, west], "down")?.id, "south");
  assert.equal(nextByAngle(here, [east, south, west], "left")?.id, "west");
});

test("an arrow towards nothing goes nowhere", () => {
  assert.equal(nextByAngle(here, [east, south, west], "up"), undefined);
  assert.equal(nextByAngle(here, [here], "up"), undefined);
});

test("shift and an arrow take the nearest node", () => {
  assert.equal(nearest(here, [farEast, { id: "near", x: 60, y: 50 }], "right")?.id, "near");
});

test("a turn is measured the short way round", () => {
  assert.equal(turn(here, west, "right"), Math.PI);
  assert.ok(turn(here, { id: "a", x: -10, y: 0.001 }, "left") < 0.001);
  assert.ok(turn(here, { id: "b", x: -10, y: -0.001 }, "left") < 0.001);
});

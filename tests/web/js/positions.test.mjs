import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyArrangement, fromFragment, toFragment } from "../../../web/musubime_web/static/js/positions.js";

test("an arrangement comes back from its fragment", async () => {
  const arrangement = { moved: { "org:0a": /** @type {[number, number]} */ ([12, -40]) }, hidden: ["org:ff"] };
  const fragment = await toFragment(arrangement);
  assert.match(fragment, /^p=[A-Za-z0-9_-]+$/);
  assert.deepEqual(await fromFragment(`#${fragment}`), arrangement);
});

test("nothing moved leaves no fragment", async () => {
  assert.equal(await toFragment(emptyArrangement()), "");
});

test("five hundred moved nodes stay under eight kilobytes", async () => {
  /** @type {Record<string, [number, number]>} */
  const moved = {};
  for (let n = 0; n < 500; n += 1) moved[`o${n.toString(16).padStart(4, "0")}`] = [(n * 37) % 2000, (n * 91) % 1500];
  assert.ok((await toFragment({ moved, hidden: [] })).length < 8192);
});

test("a damaged or foreign fragment is no arrangement", async () => {
  for (const fragment of ["#p=%%%", "#p=AAAA", "#section", "", "#p=" + "A".repeat(300_000)]) {
    assert.deepEqual(await fromFragment(fragment), emptyArrangement());
  }
});

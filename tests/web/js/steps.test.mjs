import assert from "node:assert/strict";
import { test } from "node:test";
import { filled, withFragment, withParameter } from "../../../web/musubime_web/static/js/address.js";
import { tiesOf } from "../../../web/musubime_web/static/js/scene_data.js";
import { Steps } from "../../../web/musubime_web/static/js/steps.js";

test("undo goes back, redo goes forth, a new step forgets what was undone", () => {
  const steps = new Steps("a");
  steps.take("b");
  steps.take("c");
  assert.equal(steps.undo(), "b");
  assert.equal(steps.redo(), "c");
  steps.undo();
  steps.take("d");
  assert.deepEqual([steps.current, steps.canUndo, steps.canRedo], ["d", true, false]);
  assert.equal(steps.redo(), "d");
});

test("undo at the beginning stays there", () => {
  assert.equal(new Steps("a").undo(), "a");
});

test("the selected node lives in the query and keeps the rest", () => {
  const address = "http://127.0.0.1:8000/network?prefecture=39&lang=en#p=x";
  const chosen = withParameter(address, "node", "org:1");
  assert.equal(chosen, "http://127.0.0.1:8000/network?prefecture=39&lang=en&node=org%3A1#p=x");
  assert.equal(withParameter(chosen, "node", null), address);
});

test("an empty fragment leaves no hash sign", () => {
  assert.equal(withFragment("http://127.0.0.1:8000/network#p=x", ""), "http://127.0.0.1:8000/network");
  assert.equal(withFragment("http://127.0.0.1:8000/network", "p=y"), "http://127.0.0.1:8000/network#p=y");
});

test("a text is filled only with values that are there", () => {
  assert.equal(filled("{what} / {other}", { what: "徳島大学" }), "徳島大学 / {other}");
});

test("ties are found from both ends", () => {
  const scene = /** @type {any} */ ({ nodes: [], edges: [{ id: "s1", source: "o", target: "c", stroke: "", note: "会長" }] });
  assert.deepEqual(tiesOf(scene, "o"), [{ id: "c", note: "会長" }]);
  assert.deepEqual(tiesOf(scene, "c"), [{ id: "o", note: "会長" }]);
  assert.deepEqual(tiesOf(scene, "x"), []);
});

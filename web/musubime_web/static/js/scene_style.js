// How nodes and ties look on the canvas; the server decides colour, shape and size of each.

export const SHAPES = {
  circle: "ellipse",
  square: "rectangle",
  diamond: "diamond",
  hexagon: "hexagon",
  triangle: "triangle",
  box: "round-rectangle",
};

/** Sizes on the screen, whatever the zoom: the server looked for room for labels of this size. */
const PIXELS = { label: 12, gap: 3, outline: 2.5, region: 15, readable: 10 };
/** Depth of what is lit; no drawing has as many nodes. */
const FRONT = 5000;
/** Between two regions, in scene units. */
const BETWEEN = 20;
const FONT = "Noto Sans JP, Noto Sans CJK JP, Hiragino Sans, BIZ UDPGothic, Yu Gothic UI, Meiryo, sans-serif";

/**
 * A size in scene units that is this many pixels on the screen.
 * @param {number} pixels
 */
function onScreen(pixels) {
  return (/** @type {import("cytoscape").NodeSingular} */ node) => pixels / node.cy().zoom();
}

/**
 * The way from a mark to its label along one axis, in scene units.
 * @param {string} forward
 * @param {string} back
 */
function aside(forward, back) {
  return (/** @type {import("cytoscape").NodeSingular} */ node) => {
    const side = node.data("side");
    const pixels = side.includes(forward) ? PIXELS.gap : side.includes(back) ? -PIXELS.gap : 0;
    return pixels / node.cy().zoom();
  };
}

/**
 * The name of a region: the short one where the whole would be too small to read.
 * @param {import("cytoscape").NodeSingular} node
 */
function regionName(node) {
  return small(node) ? node.data("short") : node.data("text");
}

/**
 * Height of the letters of a region's name in scene units; a short name takes the width it has.
 * @param {import("cytoscape").NodeSingular} node
 */
function regionLetter(node) {
  const { letter, short, width, band } = node.data();
  const most = small(node) ? Math.min((width + BETWEEN / 2) / Math.max(short.length, 2), band + BETWEEN / 2) : letter;
  return Math.min(PIXELS.region / node.cy().zoom(), most);
}

/** @param {import("cytoscape").NodeSingular} node */
function small(node) {
  return node.data("letter") * node.cy().zoom() < PIXELS.readable;
}

/** @returns {any[]} */
export function sceneStyle() {
  return [
    {
      selector: "node",
      style: {
        shape: "data(shape)",
        width: "data(width)",
        height: "data(height)",
        "background-color": "data(fill)",
        "border-width": 1.5,
        "border-color": "#ffffff",
        label: "data(text)",
        color: "#1a1a1a",
        "font-family": FONT,
        "font-size": onScreen(PIXELS.label),
        "line-height": 1.3,
        "text-wrap": "wrap",
        "text-valign": "data(valign)",
        "text-halign": "data(halign)",
        "text-margin-x": aside("right", "left"),
        "text-margin-y": aside("below", "above"),
        "text-outline-color": "#ffffff",
        "text-outline-width": onScreen(PIXELS.outline),
        "overlay-opacity": 0,
        "z-index": "data(front)",
      },
    },
    { selector: "node[?dashed]", style: { "border-style": "dashed", "border-color": "#666666", "border-width": 2 } },
    { selector: 'node[shape = "round-rectangle"]', style: { "font-weight": 700 } },
    {
      selector: "edge",
      style: { width: 1.2, "line-color": "data(stroke)", "curve-style": "straight", events: "no", "overlay-opacity": 0 },
    },
    { selector: "node.quiet", style: { "text-opacity": 0 } },
    { selector: "edge.lit", style: { width: 3, "line-color": "#1a1a1a", "z-index": FRONT } },
    { selector: "node.near", style: { "border-color": "#1a1a1a", "border-width": 2.5, "z-index": FRONT + 1, "text-opacity": 1 } },
    {
      selector: "node.current",
      style: {
        "border-color": "#000000",
        "border-width": 3,
        "underlay-color": "#ffd43d",
        "underlay-opacity": 1,
        "underlay-padding": 6,
        "underlay-shape": "ellipse",
        "font-weight": 700,
        "z-index": FRONT + 2,
        "text-opacity": 1,
      },
    },
    {
      selector: "node.region",
      style: {
        shape: "round-rectangle",
        width: "data(width)",
        height: "data(height)",
        "background-color": "#f8f8fb",
        "border-width": 1,
        "border-color": "#cccccc",
        label: regionName,
        color: "#333333",
        "font-family": FONT,
        "font-size": regionLetter,
        "font-weight": 700,
        "text-valign": "top",
        "text-halign": "center",
        "text-margin-x": 0,
        "text-margin-y": (/** @type {import("cytoscape").NodeSingular} */ node) => (node.data("band") + regionLetter(node)) / 2,
        "z-index": 0,
        "z-compound-depth": "bottom",
        "z-index-compare": "manual",
        events: "no",
      },
    },
    { selector: ".gone", style: { display: "none" } },
  ];
}

/**
 * Cytoscape's element of a node.
 * @param {import("./scene_data.js").SceneNode} node
 * @param {[number, number] | undefined} moved
 * @param {number} rank  its place in order of importance: the first lie in front, with their labels
 */
export function nodeElement(node, moved, rank = 0) {
  const box = node.shape === "box";
  return {
    group: /** @type {const} */ ("nodes"),
    data: {
      id: node.id,
      text: node.lines.join("\n"),
      shape: SHAPES[node.shape],
      width: node.size * (box ? 1.3 : 1),
      height: node.size * (box ? 0.85 : 1),
      fill: node.fill,
      dashed: node.dashed,
      speak: node.speak,
      front: Math.max(FRONT - 1 - rank, 1),
      side: node.side,
      valign: node.side.includes("below") ? "bottom" : node.side.includes("above") ? "top" : "center",
      halign: node.side.includes("right") ? "right" : node.side.includes("left") ? "left" : "center",
    },
    position: moved ? { x: moved[0], y: moved[1] } : { x: node.x, y: node.y },
  };
}

/**
 * Cytoscape's element of a region: a frame behind its nodes that nothing reacts to.
 * @param {import("./scene_data.js").Region} region
 */
export function regionElement(region) {
  const { name, short, letter, band, x, y, width, height } = region;
  return {
    group: /** @type {const} */ ("nodes"),
    classes: "region",
    data: { id: `region ${name}`, text: name, short, letter, band, width, height, side: "above", valign: "top", halign: "center", front: 0, frame: true },
    position: { x: x + width / 2, y: y + height / 2 },
    grabbable: false,
    selectable: false,
  };
}

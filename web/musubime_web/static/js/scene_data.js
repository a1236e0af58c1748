// The scene as the server embeds it in the page: plain data, never markup.

/**
 * @typedef {object} SceneNode
 * @property {string} id
 * @property {string} label  full name
 * @property {string[]} lines  the label in lines
 * @property {number} x
 * @property {number} y
 * @property {string} kind
 * @property {string} mark  sector or kind, in one or a few characters
 * @property {"circle" | "square" | "diamond" | "hexagon" | "triangle" | "box"} shape
 * @property {number} size
 * @property {string} fill
 * @property {boolean} dashed
 * @property {number} speak  zoom from which the label is shown
 * @property {string} side  where it stands: "below", "above", "right", "left", or two of them
 * @property {string} describe  one line for the status and the screen reader
 * @property {string} href  page of the record
 * @property {string | null} expand  address that shows one step more
 */

/**
 * @typedef {object} SceneEdge
 * @property {string} id
 * @property {string} source
 * @property {string} target
 * @property {string} stroke
 * @property {string} note  role or post on the tie, may be empty
 */

/**
 * @typedef {object} Region
 * @property {string} name
 * @property {string} short  the name for a small screen
 * @property {number} letter  height of its letters at most, in scene units
 * @property {number} band  height of the band at the top in which it stands
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */

/** @typedef {{ x: number, y: number, width: number, height: number }} Bounds */

/** @typedef {{ nodes: SceneNode[], edges: SceneEdge[], regions: Region[], bounds: Bounds, strings: Record<string, string> }} Scene */

/**
 * @param {string} text
 * @returns {Scene}
 */
export function readScene(text) {
  return JSON.parse(text);
}

/**
 * Ids of the nodes tied to a node, with the note of the tie.
 * @param {Scene} scene
 * @param {string} id
 * @returns {Array<{ id: string, note: string }>}
 */
export function tiesOf(scene, id) {
  return scene.edges.flatMap((edge) => {
    if (edge.source === id) return [{ id: edge.target, note: edge.note }];
    return edge.target === id ? [{ id: edge.source, note: edge.note }] : [];
  });
}

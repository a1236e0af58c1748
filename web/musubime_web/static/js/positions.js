// Moved and hidden nodes travel compressed in the fragment of the address; nothing is stored.

/** @typedef {{ moved: Record<string, [number, number]>, hidden: string[] }} Arrangement */

const KEY = "p=";
const MAXIMUM = 200_000;

/** @returns {Arrangement} */
export function emptyArrangement() {
  return { moved: {}, hidden: [] };
}

/**
 * The fragment of an arrangement, without `#`; empty when nothing was moved or hidden.
 * @param {Arrangement} arrangement
 * @returns {Promise<string>}
 */
export async function toFragment(arrangement) {
  if (!Object.keys(arrangement.moved).length && !arrangement.hidden.length) return "";
  const text = JSON.stringify([arrangement.moved, arrangement.hidden]);
  return KEY + toBase64Url(await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw")));
}

/**
 * The arrangement of a fragment; an empty one for a fragment that is none of ours or damaged.
 * @param {string} fragment
 * @returns {Promise<Arrangement>}
 */
export async function fromFragment(fragment) {
  const text = fragment.replace(/^#/, "");
  if (!text.startsWith(KEY) || text.length > MAXIMUM) return emptyArrangement();
  try {
    const bytes = await through(fromBase64Url(text.slice(KEY.length)), new DecompressionStream("deflate-raw"));
    return checked(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return emptyArrangement();
  }
}

/**
 * @param {unknown} value
 * @returns {Arrangement}
 */
function checked(value) {
  const arrangement = emptyArrangement();
  if (!Array.isArray(value)) return arrangement;
  for (const [id, at] of Object.entries(value[0] ?? {})) {
    if (Array.isArray(at) && at.length === 2 && at.every(Number.isFinite)) arrangement.moved[id] = [at[0], at[1]];
  }
  arrangement.hidden = Array.isArray(value[1]) ? value[1].filter((id) => typeof id === "string") : [];
  return arrangement;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 */
async function through(bytes, stream) {
  const answer = new Response(new Blob([bytes]).stream().pipeThrough(stream));
  return new Uint8Array(await answer.arrayBuffer());
}

/** @param {Uint8Array} bytes */
function toBase64Url(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text */
function fromBase64Url(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}

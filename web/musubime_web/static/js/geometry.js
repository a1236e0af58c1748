// Where the keyboard goes next: along ties by angle, or to the nearest node.

/** @typedef {{ id: string, x: number, y: number }} Place */
/** @typedef {"left" | "right" | "up" | "down"} Direction */

const ANGLES = { right: 0, down: Math.PI / 2, left: Math.PI, up: -Math.PI / 2 };
const HALF_TURN = Math.PI;

/**
 * The angle between a direction and the way from one place to another, 0 to π.
 * @param {Place} from
 * @param {Place} to
 * @param {Direction} direction
 */
export function turn(from, to, direction) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x) - ANGLES[direction];
  return Math.abs(Math.atan2(Math.sin(angle), Math.cos(angle)));
}

/**
 * The place in this direction: the smallest turn plus a little for distance; undefined where none lies within 90°.
 * @param {Place} from
 * @param {Place[]} candidates
 * @param {Direction} direction
 * @returns {Place | undefined}
 */
export function nextByAngle(from, candidates, direction) {
  return best(from, candidates, direction, (angle, distance, longest) => angle + 0.2 * (distance / longest));
}

/**
 * The nearest place in this direction, whether tied or not.
 * @param {Place} from
 * @param {Place[]} candidates
 * @param {Direction} direction
 * @returns {Place | undefined}
 */
export function nearest(from, candidates, direction) {
  return best(from, candidates, direction, (angle, distance, longest) => distance / longest + 0.1 * angle);
}

/**
 * @param {Place} from
 * @param {Place[]} candidates
 * @param {Direction} direction
 * @param {(angle: number, distance: number, longest: number) => number} cost
 */
function best(from, candidates, direction, cost) {
  const ahead = candidates
    .filter((place) => place.id !== from.id)
    .map((place) => ({ place, angle: turn(from, place, direction), distance: Math.hypot(place.x - from.x, place.y - from.y) }))
    .filter(({ angle }) => angle < HALF_TURN / 2);
  const longest = Math.max(1, ...ahead.map(({ distance }) => distance));
  ahead.sort((a, b) => cost(a.angle, a.distance, longest) - cost(b.angle, b.distance, longest) || (a.place.id < b.place.id ? -1 : 1));
  return ahead[0]?.place;
}

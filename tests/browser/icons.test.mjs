// icons.test.mjs - the icons of the page view and those of the drawn view are the same shapes: one is path data for the browser,
// the other lines for the painter, and every point of each must lie on the other.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { icons } from '../../shell/icons.js';

const source = readFileSync(new URL('../../web/paint/icons.cpp', import.meta.url), 'utf8');

/** Strokes by the names that icons.cpp gives them: {points: [[x, y], ...], closed}. */
function painted() {
  const lists = new Map([...source.matchAll(/constexpr float (k\w+)\[\] = \{([^}]+)\}/g)].map(([, name, numbers]) => {
    const flat = numbers.split(',').map(parseFloat);
    return [name, flat.flatMap((x, i) => (i % 2 ? [] : [[x, flat[i + 1]]]))];
  }));
  return new Map([...source.matchAll(/constexpr Stroke (k\w+)\[\] = \{(.+)\};/g)].map(([, name, strokes]) =>
    [name, [...strokes.matchAll(/\{(k\w+)(, true)?\}/g)].map(([, list, closed]) => ({ points: lists.get(list), closed: Boolean(closed) }))]));
}

/** Which of them each tier gets, as icons.cpp says it. */
const nameOf = (tier) => (tier === 'error' ? /error_icon\(\) \{ return (k\w+)/ : new RegExp(`tier == "${tier}"\\) return (k\\w+)`)).exec(source)?.[1];

/** Path data as one stroke: M, L, H, V, z in both cases, and half circles. */
function stroke(data) {
  const points = [];
  let [x, y, closed] = [0, 0, false];
  for (const [, command, rest] of data.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const numbers = (rest.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const own = command === command.toLowerCase() && points.length ? [x, y] : [0, 0];
    const go = (to) => { [x, y] = to; points.push(to); };
    switch (command.toUpperCase()) {
      case 'M': case 'L': for (let i = 0; i < numbers.length; i += 2) { const from = command === 'l' || (command === 'm' && i) ? [x, y] : own; go([from[0] + numbers[i], from[1] + numbers[i + 1]]); } break;
      case 'H': for (const by of numbers) go([own[0] + by, y]); break;
      case 'V': for (const by of numbers) go([x, own[1] + by]); break;
      case 'A': for (let i = 0; i < numbers.length; i += 7) {
        const [radius, , , , sweep, dx, dy] = numbers.slice(i, i + 7);
        const from = [x, y];
        const end = [from[0] + dx, from[1] + dy];
        const centre = [(from[0] + end[0]) / 2, (from[1] + end[1]) / 2];
        assert.ok(Math.abs(Math.hypot(dx, dy) - 2 * radius) < 0.01 && command === 'a', 'only half circles are read here');
        const first = Math.atan2(from[1] - centre[1], from[0] - centre[0]);
        for (let n = 1; n <= 24; ++n) go([centre[0] + radius * Math.cos(first + (sweep ? 1 : -1) * Math.PI * n / 24), centre[1] + radius * Math.sin(first + (sweep ? 1 : -1) * Math.PI * n / 24)]);
      } break;
      case 'Z': closed = true; break;
      default: assert.fail(`${command} is not read here`);
    }
  }
  return { points, closed };
}

function away([px, py], { points, closed }) {
  const ends = closed ? [...points, points[0]] : points;
  return Math.min(...ends.slice(1).map(([bx, by], i) => {
    const [ax, ay] = ends[i];
    const long = (bx - ax) ** 2 + (by - ay) ** 2;
    const share = long ? Math.min(1, Math.max(0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / long)) : 0;
    return Math.hypot(px - ax - share * (bx - ax), py - ay - share * (by - ay));
  }));
}

test('the icons of the two views are the same shapes', () => {
  const drawn = painted();
  assert.equal(drawn.size, 5);
  for (const [tier, paths] of Object.entries(icons)) {
    const other = drawn.get(nameOf(tier));
    assert.ok(other, `icons.cpp has one for ${tier}`);
    assert.equal(paths.length, other.length, `${tier}: as many strokes`);
    paths.map(stroke).forEach((one, n) => {
      assert.equal(one.closed, other[n].closed, `${tier}, stroke ${n}`);
      const apart = Math.max(...one.points.map((point) => away(point, other[n])), ...other[n].points.map((point) => away(point, one)));
      assert.ok(apart < 0.12, `${tier}, stroke ${n} is ${apart.toFixed(2)} of 24 away`);  // a circle with 24 corners
    });
  }
  assert.deepEqual(Object.keys(icons).sort(), ['emergency', 'error', 'routine', 'same-day', 'self-care', 'soon']);
});

// skin.test.mjs - a publisher's colours: derived, checked on every pair that meets on a screen, refused with the way out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { contrast, derive, kLooks, kPairs, make_skin, read_colour, worst_pair } from '../../shell/skin.js';
import { ROOT } from '../support/cli.mjs';

const { themes } = JSON.parse(readFileSync(`${ROOT}assets/theme.json`, 'utf8'));
const skinOf = (wish) => make_skin(wish, themes);

describe('a skin', () => {
  test('our own themes pass the check that others must pass, and it names every token that is drawn as words or edges', () => {
    for (const [name, tokens] of Object.entries(themes)) assert.equal(worst_pair(tokens), undefined, name);
    const named = new Set(kPairs.flatMap(([front, back]) => [front, back]));
    const left = Object.keys(themes.light).filter((token) => !named.has(token));
    assert.deepEqual(left, ['line'], 'hairlines alone are decoration');
  });

  test('contrast is that of WCAG', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21);
    assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
    assert.equal(contrast('#ffffff', '#ffffff'), 1);
  });

  test('colours are read as #rgb and #rrggbb, with and without the sign, and as nothing else', () => {
    assert.deepEqual(['#0a6', '0A6', ' #00aa66 ', '00aa66'].map(read_colour), Array(4).fill('#00aa66'));
    for (const wrong of ['', '#', 'red', '#12345', 'rgb(0,0,0)', '#00aa66;}', 'url(x)', '#00aa6g']) assert.equal(read_colour(wrong), '', wrong);
  });

  test('a good accent is taken for its theme alone, and night is never touched', () => {
    const { skin } = skinOf({ accent: '#00665e' });
    assert.deepEqual(Object.keys(skin.themes), ['light']);
    assert.equal(skin.themes.light.accent, '#00665e');
    assert.equal(skin.themes.light.background, themes.light.background);
    assert.deepEqual(Object.keys(skinOf({ 'accent-dark': '#7fd6c8' }).skin.themes), ['dark']);
  });

  test('warnings and urgency keep their colours whatever is asked for', () => {
    const { skin } = skinOf({ accent: '#00665e', background: '#ffffff', ink: '#101010', warning: '#00ff00', urgency_emergency: '#00ff00' });
    for (const token of Object.keys(themes.light).filter((name) => /^(warning|urgency)/.test(name))) {
      assert.equal(skin.themes.light[token], themes.light[token], token);
    }
    assert.ok(kLooks.every((name) => !/warning|urgency/.test(name)));
  });

  test('a pale accent is refused with its pair, its ratio, and a colour with which it passes', () => {
    const { refused } = skinOf({ accent: '#8fb3ff' });
    assert.equal(refused.what, 'contrast');
    assert.equal(refused.name, 'accent');
    assert.equal(refused.front, 'accent');
    assert.equal(refused.front_colour, '#8fb3ff');
    assert.ok(refused.ratio < refused.needed);
    assert.equal(refused.ratio, Math.floor(contrast(refused.front_colour, refused.back_colour) * 100) / 100);
    assert.ok(skinOf({ accent: refused.nearest }).skin, refused.nearest);
  });

  test('the nearest colour is near: one step of lightness back, and it fails', () => {
    const { refused } = skinOf({ accent: '#777777' });
    const lighter = `#${refused.nearest.slice(1).match(/../g).map((two) => Math.min(255, parseInt(two, 16) + 6).toString(16).padStart(2, '0')).join('')}`;
    assert.ok(skinOf({ accent: lighter }).refused, `${refused.nearest} passes, and ${lighter} too`);
  });

  test('a background that no warning can be read on is refused, and so is ink on it', () => {
    const middle = skinOf({ background: '#888888' }).refused;
    assert.equal(middle.name, 'background');
    assert.ok(skinOf({ background: middle.nearest }).skin);
    assert.equal(skinOf({ ink: '#999999' }).refused.front, 'ink');
  });

  test('a dark ground for the light theme is refused: its urgency cards stay light', () => {
    const { refused } = skinOf({ background: '#101010', ink: '#ffffff' });
    assert.match(`${refused.front} ${refused.back}`, /urgency/);
  });

  test('every colour is either refused or gives a theme in which all pairs can be read', () => {
    let state = 7;
    const random = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state; };
    const colour = () => `#${(random() >>> 8).toString(16).padStart(6, '0')}`;
    let taken = 0;
    for (let i = 0; i < 60; ++i) {
      const wish = {};
      for (const name of ['accent', 'background', 'ink', 'accent-dark']) if (random() >>> 16 & 1) wish[name] = colour();
      const { skin, refused } = skinOf(wish);
      if (refused) {
        if (refused.nearest) assert.ok(!worst_pair(derive(themes[refused.name.endsWith('-dark') ? 'dark' : 'light'],
          Object.fromEntries(['accent', 'background', 'ink'].map((name) => [name, refused.name.endsWith('-dark')
            ? (`${name}-dark` === refused.name ? refused.nearest : wish[`${name}-dark`]) : (name === refused.name ? refused.nearest : wish[name])])))), JSON.stringify({ wish, refused }));
        continue;
      }
      taken += 1;
      for (const tokens of Object.values(skin.themes)) assert.equal(worst_pair(tokens), undefined, JSON.stringify(wish));
    }
    assert.ok(taken > 3, `${taken} were taken`);
  });

  test('corners from 0 to 24 and letters from 100 to 150 percent: never smaller than the person asked for', () => {
    assert.equal(skinOf({ radius: '0' }).skin.round, 0);
    assert.equal(skinOf({ radius: '14' }).skin.round, 1);
    assert.equal(skinOf({ 'font-size': '125' }).skin.size, 125);
    for (const [name, value] of [['radius', '25'], ['radius', '-1'], ['radius', '1.5'], ['radius', '1e1'], ['font-size', '99'], ['font-size', '151'], ['font-size', '12px']]) {
      assert.deepEqual(skinOf({ [name]: value }).refused, { what: 'number', name }, value);
    }
  });
});

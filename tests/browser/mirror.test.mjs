// mirror.test.mjs - screens become real HTML and are patched in place. Runs in Node on linkedom, no browser.
//   node --test tests/browser/mirror.test.mjs
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseHTML } from 'linkedom';
import { limb } from '../../shell/blocks.js';
import { curve } from '../../shell/map.js';
import { render } from '../../shell/mirror.js';

const heading = { id: 'h', role: 'heading', level: 1, label: 'What do your legs feel like at night?' };
const feel = (more = {}, chosen = []) => ({
  id: 'feel', role: 'choices', label: 'What do they feel like?', question: 'c-feel', labelled_by: 'h', multiple: true,
  choices: [['urge', 'An urge to move them'], ['cramp', 'Sudden tight cramp'], ['none', 'None of these']].map(([value, label]) => ({
    value, label, ...(value === 'urge' && { help: 'Hard to keep them still' }), ...(value === 'none' && { alone: true }),
    ...(chosen.includes(value) && { chosen: true }),
  })),
  ...more,
});
const screen = (blocks, more = {}) => ({
  name: 'question', key: 'c-feel', title: 'Nightlegs', view: 'page', theme: 'auto', language: 'en', direction: 'ltr', blocks, ...more,
});

/** A page with a screen on it, and the ways to look at it. */
function open(blocks, more) {
  const { document } = parseHTML('<!doctype html><html lang="de"><head><title></title></head><body><div id="nl-app"></div></body></html>');
  const root = document.getElementById('nl-app');
  render(screen(blocks, more), root, document);
  return {
    document, root,
    at: (id) => document.getElementById(id),
    show: (next, with_more) => render(screen(next, with_more), root, document),
  };
}

describe('the mirror', () => {
  it('puts header, questions and Back and Next in landmarks, in reading order', () => {
    const { root, at } = open([
      { id: 'next', role: 'button', label: 'Next', action: 'next', style: 'primary', place: 'footer' },
      { id: 'where', role: 'text', label: 'Question 6 of at most 27', place: 'header-left' },
      { id: 'stop', role: 'button', label: 'Stop and clear', action: 'clear', style: 'quiet', place: 'header-right' },
      heading,
    ]);
    assert.deepEqual([...root.children].map((region) => region.localName), ['header', 'main', 'nav']);
    assert.equal(at('next').parentElement.localName, 'nav');
    assert.equal(at('h').parentElement.localName, 'main');
    assert.deepEqual([...root.querySelectorAll('[data-role]')].map((element) => element.id), ['where', 'stop', 'h', 'next']);
    assert.equal(at('next').getAttribute('data-action'), 'next');
    assert.equal(at('next').getAttribute('type'), 'button');
  });

  it('says the language, the direction and the title', () => {
    const { document } = open([heading], { language: 'ar', direction: 'rtl', title: 'Question 2' });
    assert.equal(document.documentElement.getAttribute('lang'), 'ar');
    assert.equal(document.documentElement.getAttribute('dir'), 'rtl');
    assert.equal(document.title, 'Question 2');
  });

  it('lets the main heading take the focus, and only that one', () => {
    const { at } = open([heading, { id: 'h2', role: 'heading', level: 2, label: 'More' }]);
    assert.equal(at('h').localName, 'h1');
    assert.equal(at('h').getAttribute('tabindex'), '-1');
    assert.equal(at('h2').hasAttribute('tabindex'), false);
  });

  it('never takes words for markup', () => {
    const { at } = open([{ id: 't', role: 'text', label: '<img src=x onerror=alert(1)> & more' }]);
    assert.equal(at('t').textContent, '<img src=x onerror=alert(1)> & more');
    assert.equal(at('t').children.length, 0);
  });

  it('writes no style attribute, which the policy would refuse', () => {
    const { root } = open([
      heading, feel(), { id: 'p', role: 'progress', label: 'Question 6 of at most 27', progress: 6, maximum: 27 },
    ]);
    assert.equal(root.querySelectorAll('[style]').length, 0);
    assert.equal(root.querySelector('rect').getAttribute('width'), '222');
  });

  it('shows a role it does not know as its words', () => {
    assert.equal(open([{ id: 'x', role: 'hologram', label: 'Still readable' }]).at('x').textContent, 'Still readable');
  });
});

describe('a question', () => {
  it('is a group named by its heading, with a named input for each option', () => {
    const { at } = open([heading, feel({ described_by: 'hint' }, ['urge'])]);
    const group = at('feel');
    assert.equal(group.localName, 'fieldset');
    assert.equal(group.getAttribute('data-question'), 'c-feel');
    assert.equal(group.getAttribute('aria-labelledby'), 'h');
    assert.equal(group.getAttribute('aria-describedby'), 'hint');
    const input = at('feel:urge').querySelector('input');
    assert.equal(input.getAttribute('type'), 'checkbox');
    assert.equal(input.getAttribute('value'), 'urge');
    assert.equal(input.getAttribute('name'), 'c-feel');
    assert.equal(at(input.getAttribute('aria-labelledby')).textContent, 'An urge to move them');
    assert.equal(at(input.getAttribute('aria-describedby')).textContent, 'Hard to keep them still');
    assert.equal(input.checked, true);
    assert.equal(at('feel:cramp').querySelector('input').hasAttribute('aria-describedby'), false);
    assert.equal(at('feel:none').hasAttribute('data-alone'), true);
  });

  it('with one answer is a group of radio buttons', () => {
    const { at } = open([heading, feel({ multiple: false })]);
    assert.equal(at('feel').getAttribute('role'), 'radiogroup');
    assert.equal(at('feel:urge').querySelector('input').getAttribute('type'), 'radio');
  });

  it('without a heading is named by its own words', () => {
    const { at } = open([feel({ labelled_by: '' })]);
    assert.equal(at(at('feel').getAttribute('aria-labelledby')).textContent, 'What do they feel like?');
  });

  it('that is not answered points to the message', () => {
    const message = { id: 'missing', role: 'error', label: 'Choose an answer.' };
    const { at, show } = open([heading, message, feel({ multiple: false, invalid: true, described_by: 'hint' })]);
    assert.equal(at('missing').getAttribute('role'), 'alert');
    assert.equal(at('feel').getAttribute('aria-invalid'), 'true');
    assert.equal(at('feel').getAttribute('aria-describedby'), 'hint missing');
    show([heading, feel({ multiple: false })]);
    assert.equal(at('missing'), null);
    assert.equal(at('feel').hasAttribute('aria-invalid'), false);
  });

  it('follows the screen, whatever the browser made of a tap', () => {
    const { at, show } = open([heading, feel({}, ['urge'])]);
    const ticked = () => ['urge', 'cramp', 'none'].filter((value) => at(`feel:${value}`).querySelector('input').checked);
    at('feel:none').querySelector('input').checked = true;
    show([heading, feel({}, ['none'])]);
    assert.deepEqual(ticked(), ['none']);
    show([heading, feel()]);
    assert.deepEqual(ticked(), []);
  });

  it('row by row has a named group of yes, no and not sure for each option', () => {
    const { at } = open([heading, {
      id: 'now', role: 'rows', label: '', question: 's-now', labelled_by: 'h', yes: 'Yes', no: 'No', unsure: 'Not sure',
      choices: [{ value: 'chest', label: 'Chest pain', row: 'no' }, { value: 'cold', label: 'A cold leg' }],
    }]);
    const row = at('now:chest');
    assert.equal(row.getAttribute('role'), 'radiogroup');
    assert.equal(row.getAttribute('data-row'), 'chest');
    assert.equal(at(row.getAttribute('aria-labelledby')).textContent, 'Chest pain');
    assert.deepEqual([...row.querySelectorAll('input')].map((input) => [input.getAttribute('value'), input.checked]),
      [['yes', false], ['no', true], ['unsure', false]]);
    assert.notEqual(row.querySelector('input').getAttribute('name'), at('now:cold').querySelector('input').getAttribute('name'));
    assert.equal(at('now:chest:unsure').textContent, 'Not sure');
  });

  const legs = (chosen) => ({
    id: 'map', role: 'map', label: 'Picture of the legs', value: 'p-zones', help: 'Chosen: left shin',
    pictures: [{
      label: 'Front', at_left: 'Right', at_right: 'Left', size: [1000, 2000], outlines: [[0, 0, 1000, 0, 500, 2000]],
      groups: [{ label: 'Front, left leg', shapes: [
        { value: 'z-shin', side: 'left', label: 'left shin', at: [500, 600], points: [100, 200, 300, 200, 300, 400], ...(chosen && { chosen }) },
        { value: 'z-back', label: 'lower back', at: [500, 100], points: [0, 0, 60, 0, 60, 60] },
      ] }],
    }, { label: 'Outer side', size: [2000, 500], whole_row: true, outlines: [], groups: [] }],
  });

  it('of a body map is checkboxes in groups, each with its shape, outside the question\'s own group', () => {
    const { root, at, show } = open([legs()]);
    const map = at('map');
    assert.deepEqual([map.getAttribute('role'), map.getAttribute('aria-label'), map.getAttribute('data-of')], ['group', 'Picture of the legs', 'p-zones']);
    assert.equal(map.closest('[data-question]'), null);
    const group = root.querySelector('[role=group] [role=group]');
    assert.equal(group.getAttribute('aria-label'), 'Front, left leg');
    const input = at('map:z-shin:left');
    assert.deepEqual([input.getAttribute('type'), input.getAttribute('value')], ['checkbox', 'z-shin=left']);
    assert.equal(at('map:z-back').getAttribute('value'), 'z-back=');
    const label = input.parentElement;
    assert.equal(label.localName, 'label');
    assert.equal(label.textContent, 'left shin');
    const path = label.querySelector('path.shape');
    assert.equal(path.getAttribute('data-value'), 'z-shin');
    assert.ok(path.closest('svg').getAttribute('aria-hidden'));
    assert.equal([input.style.getPropertyValue('--x'), input.style.getPropertyValue('--y')].join(), '50%,30%');
    assert.equal(at('map:picture:0').className, 'legs');
    show([legs('yes')]);
    assert.deepEqual([input.checked, input.indeterminate], [true, false]);
    show([legs('maybe')]);
    assert.deepEqual([input.checked, input.indeterminate], [false, true]);
  });

  it('of a body map says what is chosen under the pictures that share a row, before the others', () => {
    const { root, at } = open([legs('yes')]);
    assert.equal(at('map:help').textContent, 'Chosen: left shin');
    assert.equal(at('map').getAttribute('aria-describedby'), 'map:help');
    assert.deepEqual([...at('map').children].map((part) => part.className), ['picture', 'chosen', 'picture']);
    assert.ok(root.querySelectorAll('.picture')[1].hasAttribute('data-whole-row'));
  });

  it('a curve goes through all its points and back to the first', () => {
    const path = curve([0, 0, 60, 0, 60, 60, 0, 60]);
    assert.equal(path, 'M0,0C10,-10 50,-10 60,0C70,10 70,50 60,60C50,70 10,70 0,60C-10,50 -10,10 0,0Z');
  });

  it('of zones stand in named groups, in the question\'s own group', () => {
    const { root, at } = open([heading, {
      id: 'p-zones', role: 'zones', label: '', question: 'p-zones', labelled_by: 'h', multiple: true,
      choices: [['z-a', 'Front of thigh', 'Thigh'], ['z-b', 'Back of thigh', 'Thigh'], ['z-c', 'Toes', 'Foot']].map(([value, label, group]) => ({ value, label, group })),
    }]);
    const groups = [...at('p-zones').querySelectorAll('[role=group]')];
    assert.deepEqual(groups.map((group) => at(group.getAttribute('aria-labelledby')).textContent), ['Thigh', 'Foot']);
    assert.deepEqual(groups.map((group) => [...group.querySelectorAll('input')].map((input) => input.getAttribute('value')).join()), ['z-a,z-b', 'z-c']);
    assert.equal(root.querySelector('[data-question]').id, 'p-zones');
  });

  it('with a number has its label, its unit and no spinner', () => {
    const { at } = open([{ id: 'n', role: 'number', label: 'Difference', question: 's-calf-measure', unit: 'cm', step: 0.5, value: '2.5' }]);
    const input = at('n:input');
    assert.equal(input.getAttribute('type'), 'text');
    assert.equal(input.getAttribute('inputmode'), 'decimal');
    assert.equal(input.value, '2.5');
    assert.equal(at('n:label').getAttribute('for'), 'n:input');
    assert.equal(at(input.getAttribute('aria-describedby')).textContent, 'cm');
    assert.equal(at('n').getAttribute('data-question'), 's-calf-measure');
  });
});

describe('a folded list of choices', () => {
  const country = (chosen) => ({ id: 'country', role: 'select', label: 'Country', choices: [['', 'Not chosen'], ['gb', 'United Kingdom']].map(
    ([value, label]) => ({ value, label, ...(value === chosen && { chosen: true }) })) });
  const selected = (at) => [...at('country:input').querySelectorAll('option')].filter((option) => option.selected).map((option) => option.textContent);

  it('has its label and the choice that the screen says', () => {
    const { at, show } = open([country('')]);
    assert.equal(at('country:label').getAttribute('for'), 'country:input');
    assert.deepEqual(selected(at), ['Not chosen']);
    show([country('gb')]);
    assert.deepEqual(selected(at), ['United Kingdom']);
  });

  it('offers nothing chosen when nothing is', () => {
    const { at } = open([country('xx')]);
    assert.deepEqual([...at('country:input').children].map((option) => option.getAttribute('value')), ['', '', 'gb']);
    assert.deepEqual(selected(at), ['']);
  });
});

describe('progress and quiet buttons', () => {
  it('says the progress in words that are seen and read', () => {
    const { at } = open([{ id: 'progress', role: 'progress', label: 'Question 6 of at most 27', progress: 6, maximum: 27, place: 'header-left' }]);
    assert.equal(at('progress').getAttribute('role'), 'progressbar');
    assert.equal(at('progress').getAttribute('aria-label'), 'Question 6 of at most 27');
    assert.equal(at('progress').getAttribute('aria-valuenow'), '6');
    assert.equal(at('progress').textContent, 'Question 6 of at most 27');
  });

  it('puts quiet buttons that follow each other on one line', () => {
    const quiet = (id) => ({ id, role: 'button', label: id, action: id, style: 'quiet' });
    const { at } = open([quiet('a'), quiet('b'), heading, quiet('c')]);
    assert.equal(at('a').parentElement, at('b').parentElement);
    assert.notEqual(at('a').parentElement, at('c').parentElement);
  });
});

describe('an urgency card', () => {
  it('is a region named by its heading, with its tier, and never an alert', () => {
    const { at, root } = open([{ id: 'u', role: 'urgency', label: '', urgency: 'soon', children: [
      { id: 'k', role: 'text', label: 'See a clinician within 2 weeks' }, { ...heading, label: 'Book an appointment' },
    ] }]);
    assert.equal(at('u').localName, 'section');
    assert.equal(at('u').getAttribute('data-urgency'), 'soon');
    assert.equal(at('u').getAttribute('aria-labelledby'), 'h');
    assert.equal(root.querySelectorAll('[role=alert]').length, 0);
    assert.equal(at('u').firstElementChild.getAttribute('aria-hidden'), 'true');
    assert.ok(at('u').querySelectorAll('path').length > 0, 'there is an icon');
  });
});

describe('patching', () => {
  it('brings what is new onto the page whole: a screen reader must not hear of choices that come one by one', () => {
    const { root, at, show } = open([heading]);
    const main = at('h').parentElement;
    const grown = [];
    const insert = main.insertBefore.bind(main);
    main.insertBefore = (element, before) => { grown.push([element.id, element.querySelectorAll('option').length]); return insert(element, before); };
    show([heading, { id: 'country', role: 'select', label: 'Country', question: 'country', choices: [{ value: 'at', label: 'Austria' }, { value: 'nz', label: 'New Zealand' }] }]);
    assert.deepEqual(grown, [['country', 3]]);
    assert.equal(root.querySelectorAll('option').length, 3);
  });

  it('keeps the elements that stay, so that focus and reading position survive', () => {
    const { at, show } = open([heading, feel()]);
    const [title, input] = [at('h'), at('feel:cramp').querySelector('input')];
    show([{ id: 'missing', role: 'error', label: 'Choose an answer.' }, { ...heading, label: 'Other words' }, feel({ invalid: true }, ['cramp'])]);
    assert.equal(at('h'), title);
    assert.equal(title.textContent, 'Other words');
    assert.equal(at('feel:cramp').querySelector('input'), input);
  });

  it('makes a new element when an id changes its role', () => {
    const { at, show } = open([{ id: 'x', role: 'text', label: 'One' }]);
    const before = at('x');
    show([{ id: 'x', role: 'error', label: 'One' }]);
    assert.notEqual(at('x'), before);
    assert.equal(at('x').getAttribute('role'), 'alert');
  });

  it('touches nothing when the same screen is shown again', () => {
    const { root, show } = open([heading, feel({}, ['urge'])]);
    const before = root.innerHTML;
    const set = [];
    for (const element of root.querySelectorAll('*')) {
      element.setAttribute = (name) => set.push(name);
      element.insertBefore = () => set.push('insert');
      element.removeChild = () => set.push('remove');
    }
    show([heading, feel({}, ['urge'])]);
    assert.deepEqual(set, []);
    assert.equal(root.innerHTML, before);
  });

  it('moves as few elements as it can when the order changes', () => {
    const text = (id) => ({ id, role: 'text', label: id });
    const { document, at, show } = open(['a', 'b', 'c', 'd', 'e'].map(text));
    const main = document.getElementById('nl-main');
    const moved = [];
    const insert = main.insertBefore.bind(main);
    main.insertBefore = (element, before) => { moved.push(element.id); return insert(element, before); };
    const stays = at('c');
    show(['e', 'a', 'b', 'x', 'c', 'd'].map(text));
    assert.deepEqual([...main.children].map((element) => element.id), ['e', 'a', 'b', 'x', 'c', 'd']);
    assert.deepEqual(moved, ['e', 'x'], 'one that moves, one that is new');
    assert.equal(at('c'), stays);
  });

  it('leaves the places that the stage gave alone', () => {
    const { at, show } = open([heading]);
    at('h').setAttribute('style', 'left: 20px');
    show([{ ...heading, label: 'Other words' }]);
    assert.equal(at('h').getAttribute('style'), 'left: 20px');
  });

  it('takes over the HTML that the build made, element for element', () => {
    const start = [heading, { id: 'start', role: 'button', label: 'Start the check', action: 'start', style: 'primary' }];
    const { root } = open(start);
    const { document } = parseHTML(`<!doctype html><html lang="en" dir="ltr"><head><title></title></head><body><div id="nl-app">${root.innerHTML}</div></body></html>`);
    const button = document.getElementById('start');
    render(screen(start), document.getElementById('nl-app'), document);
    assert.equal(document.getElementById('start'), button);
  });

  const figure = {
    height: 600, parts: [['far', 200, 500, 40, 500, 300, 30], ['head', 200, 100, 60, 200, 100, 60], ['stretch', 500, 500, 40, 800, 500, 20]],
    arrow: [[860, 400, 900, 460]], arrow_radius: 8,
  };

  it('a figure is one picture with its words, its parts for the eye only', () => {
    const { at } = open([heading, { id: 'pose', role: 'figure', label: 'A person pulls the toes up.', figure }]);
    assert.equal(at('pose').getAttribute('role'), 'img');
    assert.equal(at('pose').getAttribute('aria-label'), 'A person pulls the toes up.');
    const svg = at('pose').querySelector('svg');
    assert.equal(svg.getAttribute('aria-hidden'), 'true');
    assert.equal(svg.getAttribute('viewBox'), '0 0 1000 600');
    assert.deepEqual([...svg.children].map((part) => part.getAttribute('class')), ['far', 'head', 'stretch', 'arrow']);
    assert.equal(svg.querySelector('.arrow').getAttribute('points'), '860,400 900,460');
  });

  it('a limb is round at both ends and as thick there as it says', () => {
    assert.equal(limb(['near', 0, 0, 10, 100, 0, 10]), 'M0 10A10 10 0 0 1 0 -10L100 -10A10 10 0 0 1 100 10z');
    assert.match(limb(['near', 0, 0, 20, 100, 0, 10]), /^M2 19.9A20 20 0 1 1 2 -19.9L101 -9.9A10 10 0 0 1 101 9.9z$/);
    assert.equal(limb(['near', 50, 50, 20, 55, 50, 4]), 'M30 50a20 20 0 1 1 40 0a20 20 0 1 1 -40 0z');
  });

  it('a timer is read by name, and its ring and number change in place', () => {
    const timer = (left) => ({ id: 'timer', role: 'timer', label: `${left} seconds left`, value: `${left}`, progress: left, maximum: 30, help: 'Hold.' });
    const { at, show } = open([heading, timer(30)]);
    const before = at('timer');
    const arc = () => at('timer').querySelector('.left').getAttribute('stroke-dasharray');
    assert.equal(before.getAttribute('role'), 'timer');
    assert.equal(before.getAttribute('aria-describedby'), 'timer:help');
    assert.equal(arc(), '1000 1000');
    show([heading, timer(15)]);
    assert.equal(at('timer'), before);
    assert.equal(before.getAttribute('aria-label'), '15 seconds left');
    assert.equal(before.querySelector('.digits').textContent, '15');
    assert.equal(before.querySelector('.digits').getAttribute('aria-hidden'), 'true');
    assert.equal(arc(), '500 1000');
    show([heading, { ...timer(0), progress: undefined }]);
    assert.equal(arc(), '0 1000');
  });

  it('a button with a picture is named by its label alone', () => {
    const { at } = open([heading, { id: 'calf', role: 'button', label: 'Calf', help: 'The back of the lower leg', action: 'cramp', value: 'calf', style: 'secondary', figure }]);
    assert.equal(at('calf').localName, 'button');
    assert.equal(at('calf').getAttribute('data-action'), 'cramp');
    assert.equal(at('calf').getAttribute('aria-labelledby'), 'calf:label');
    assert.equal(at('calf:label').textContent, 'Calf');
    assert.equal(at('calf').getAttribute('aria-describedby'), 'calf:help');
    assert.equal(at('calf').querySelector('svg').getAttribute('aria-hidden'), 'true');
  });
});

// tree.mjs - what Chromium tells a screen reader: its own accessibility tree, flattened to one line a node, so that two views
// of the same screen can be held against each other.

/** Nodes that only group or repeat: a screen reader says nothing of them. */
const SILENT = new Set(['none', 'generic', 'InlineTextBox', 'ListMarker', 'LineBreak', 'LabelText', 'paragraph']);
/** States worth telling, when they are set. */
const STATES = ['checked', 'expanded', 'disabled', 'invalid', 'multiselectable', 'required', 'level', 'valuetext', 'valuemin', 'valuemax', 'live', 'pressed', 'selected', 'focusable', 'editable'];

/**
 * @typedef {{role: string, name: string, about: string, states: string, node: number, depth: number}} Told
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Told[]>} in reading order
 */
export async function readTree(page) {
  const session = page.nightlegsTree ??= await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const value = (property) => property?.value?.value ?? property?.value;
  /** @type {Told[]} */
  const told = [];
  const visit = (node, depth, named) => {
    const role = node.role?.value ?? '';
    const name = String(node.name?.value ?? '').replace(/\s+/g, ' ').trim();
    const silent = node.ignored || SILENT.has(role) || (role === 'StaticText' && (!name || named.includes(name)));
    if (!silent) {
      const states = (node.properties ?? []).filter(({ name: state }) => STATES.includes(state))
        .map(({ name: state, value: { value: is } }) => [state, is]).filter(([, is]) => is !== false && is !== 'false' && is !== '' && is !== undefined && is !== 'off')
        .map(([state, is]) => `${state}=${is}`).sort();
      const held = value(node.value);
      if (held !== undefined && held !== '') states.push(`value=${held}`);
      told.push({ role, name, about: String(node.description?.value ?? '').replace(/\s+/g, ' ').trim(), states: states.join(' '), node: node.backendDOMNodeId, depth });
    }
    // A control's own words are its name; they are not read a second time.
    const inside = !silent && name && role !== 'StaticText' ? [...named, name] : named;
    for (const id of node.childIds ?? []) if (byId.has(id)) visit(byId.get(id), depth + (silent ? 0 : 1), inside);
  };
  visit(nodes[0], 0, []);
  return told;
}

/** One node as a line for people. @param {Told} node */
export const line = ({ role, name, about, states, depth }) => `${'  '.repeat(depth)}${role} "${name}"${about && ` (${about})`}${states && ` [${states}]`}`;

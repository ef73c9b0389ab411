// past.js - the browser's own Back goes one question back.
// An entry holds how deep it lies and which load made it, never an answer, and the address stays the same.

const kPatience = 1000;  // milliseconds; some embedded pages never hear of their own history

/**
 * @param {() => number} depth_now  how many steps back the app can go
 * @param {(action: "back" | "next") => void} step
 */
export function follow_history(depth_now, step) {
  const load = performance.timeOrigin;  // tells our entries from those of an earlier load of the page
  let here = 0;
  /** A move of ours is under way. @type {ReturnType<typeof setTimeout> | undefined} */
  let moving;
  let walking = false;  // the app follows the browser; the entry is already the right one

  /** @param {number} depth */
  const entry = (depth) => ({ nightlegs: depth, load });

  /** Adds or leaves entries until the current one lies as deep as the app. */
  function sync() {
    if (moving !== undefined || walking) return;  // popstate comes back here
    const depth = depth_now();
    while (here < depth) history.pushState(entry(++here), "");
    if (here > depth) {
      moving = setTimeout(() => {
        moving = undefined;
        here = depth_now();
        history.replaceState(entry(here), "");
      }, kPatience);
      history.go(depth - here);
    }
  }

  /** @param {"back" | "next"} action @param {number} wanted */
  function walk(action, wanted) {
    for (let depth = depth_now(); depth !== wanted; ) {
      step(action);
      const reached = depth_now();
      if (reached === depth) return;  // the app won't go there
      depth = reached;
      if (action === "back" ? depth < wanted : depth > wanted) return;
    }
  }

  addEventListener("popstate", (pop) => {
    const state = pop.state;
    if (state?.load !== load) {
      if (state?.nightlegs !== undefined) history.back();  // answers of an earlier load are gone: don't stop there
      return;
    }
    here = state.nightlegs;
    if (moving !== undefined) {
      clearTimeout(moving);
      moving = undefined;
    } else {
      const depth = depth_now();
      walking = true;
      if (here < depth) walk("back", here);
      if (here > depth) walk("next", here);
      walking = false;
    }
    sync();
  });

  history.scrollRestoration = "manual";  // where a screen stands when it comes back is ours to say (focus.js)
  history.replaceState(entry(0), "");
  return { sync };
}

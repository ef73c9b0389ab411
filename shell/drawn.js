// drawn.js - all that only the drawn view needs, as one download (picture.js fetches it).

export { default as create_module } from "nightlegs-stage";
export { wrap_painter } from "./painter.js";
export { create_stage } from "./stage.js";

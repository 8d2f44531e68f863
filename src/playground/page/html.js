import htm from "htm";
import { h } from "preact";

/** Markup in a template string, without a build step. */
export const html = htm.bind(h);

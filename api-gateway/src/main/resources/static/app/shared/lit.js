/** The one place that knows where the library is, but for the preloads of index.html; its version is the one of api-gateway/pom.xml. */
export { html, nothing, render, svg } from "/webjars/lit-html/3.3.2/lit-html.js";
export { ifDefined } from "/webjars/lit-html/3.3.2/directives/if-defined.js";
export { keyed } from "/webjars/lit-html/3.3.2/directives/keyed.js";
export { live } from "/webjars/lit-html/3.3.2/directives/live.js";
export { repeat } from "/webjars/lit-html/3.3.2/directives/repeat.js";

import { html, render } from "./lit.js";

/**
 * Asks a question over the page. The browser keeps the focus inside, and gives it back.
 * @param {{title: string, text: any, yes: string, no?: string, danger?: boolean}} question
 * @returns {Promise<boolean>}
 */
export function confirm(question) {
  return open((done) => html`
    <h2 id="dialog-title">${question.title}</h2>
    <div class="dialog-text">${question.text}</div>
    <div class="actions end">
      <button type="button" @click=${() => done(false)}>${question.no ?? "Cancel"}</button>
      <button type="button" class=${question.danger ? "danger solid" : "primary"} @click=${() => done(true)}>
        ${question.yes}
      </button>
    </div>
  `).then((answer) => answer === true);
}

/**
 * Opens a dialog and returns what it was closed with, `undefined` after Escape.
 * @param {(done: (answer: any) => void, again: () => void) => any} content makes what is shown, also
 *     after `again()`; it has an element with the id `dialog-title`
 * @returns {Promise<any>}
 */
export function open(content, className = "") {
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.className = className;
    dialog.setAttribute("aria-labelledby", "dialog-title");
    let answer;
    const done = (value) => {
      answer = value;
      dialog.close();
    };
    const show = () => render(content(done, show), dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    show();
    dialog.showModal();
  });
}

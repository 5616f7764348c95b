import { open } from "../shared/dialog.js";
import { html } from "../shared/lit.js";
import { templateApi } from "./template-api.js";

/** Asks for a name and makes a template; returns its id, or `undefined` when nobody wanted it. */
export function newTemplate() {
  let problem = "";
  let busy = false;
  return open((done, again) => {
    const create = async (event) => {
      event.preventDefault();
      const name = new FormData(event.target).get("name").trim();
      busy = true;
      again();
      try {
        const made = await templateApi.create({
          name,
          sections: [{ id: "general", title: "General", fields: [], order: 1 }],
          field_definitions: {},
        });
        done(made.id);
      } catch (error) {
        problem = error.message;
        busy = false;
        again();
      }
    };
    return html`
      <form @submit=${create}>
        <h2 id="dialog-title">New template</h2>
        <label class="field">
          <span>Name</span>
          <input name="name" type="text" required maxlength="500" autocomplete="off" autofocus />
        </label>
        <p class="problem" role="alert">${problem}</p>
        <div class="actions end">
          <button type="button" @click=${() => done()}>Cancel</button>
          <button class="primary" ?disabled=${busy}>Create</button>
        </div>
      </form>
    `;
  });
}

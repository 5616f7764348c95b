import { Component, define } from "../shared/component.js";
import { areaField, choiceField, numberField, textField, tickField } from "../shared/fields.js";
import { plural } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";
import { notice } from "../shared/notices.js";
import { go, link } from "../shared/router.js";
import { readAddresses } from "./address-list.js";
import { campaignApi } from "./campaign-api.js";

/** Longer texts are not shown for editing; a file of that size is kept as it is. */
const EDITABLE = 200_000;

/** Asks what a campaign needs, and makes it. */
class NewCampaign extends Component {
  #id = crypto.randomUUID();
  #source = "list";
  #list = "";
  #file = null;
  #busy = false;
  #tried = false;
  #problem = null;
  #fields = {
    name: "",
    subject: "Your inspection, {{name|dear customer}}",
    body: "Dear {{name|customer}},\n\nwe would like to come by for the yearly inspection. Does next week suit you?\n",
    soql: "SELECT Email, FirstName FROM Contact",
    waitHours: 48,
    skipInvalid: false,
  };

  template() {
    const set = (name) => (value) => {
      this.#fields[name] = value;
      this.update();
    };
    const fields = this.#fields;
    return html`
      <a class="back-link" href=${link(["campaigns"])}>← All campaigns</a>
      <h1>New campaign</h1>
      <form class="new-campaign" novalidate @submit=${(event) => this.#create(event)}>
        <section class="card" aria-label="Message">
          <h2>Message</h2>
          ${textField({ label: "Name", value: fields.name, required: this.#tried, onInput: set("name") })}
          ${textField({ label: "Subject", value: fields.subject, required: this.#tried, onInput: set("subject") })}
          ${areaField({
            label: "Text",
            value: fields.body,
            rows: 8,
            onInput: set("body"),
            hint: "{{name}} stands for what the list says of a person, {{name|friend}} has words for when it says nothing.",
          })}
        </section>
        <section class="card" aria-label="People">
          <h2>People</h2>
          ${choiceField({
            label: "From",
            value: this.#source,
            choices: [
              ["list", "A list"],
              ["query", "Salesforce"],
            ],
            onInput: (source) => {
              this.#source = source;
              this.update();
            },
          })}
          ${this.#source === "list" ? this.#listFields(set) : queryField(fields, set)}
        </section>
        <section class="card" aria-label="Pace">
          <h2>Pace</h2>
          <div class="grid">
            ${numberField({ label: "Hours to wait for a reply", value: fields.waitHours, onInput: set("waitHours") })}
            ${numberField({
              label: "Steps per second, at most",
              value: fields.maxPerSecond,
              onInput: set("maxPerSecond"),
              hint: "Empty: as fast as the mail service allows.",
            })}
            ${numberField({
              label: "Priority",
              value: fields.priority,
              onInput: set("priority"),
              hint: "1 to 100; empty: 10.",
            })}
          </div>
        </section>
        ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
        <div class="actions">
          <button class="primary" ?disabled=${this.#busy}>${this.#busy ? "Creating …" : "Create and start"}</button>
        </div>
      </form>
    `;
  }

  #listFields(set) {
    return html`
      ${this.#file
        ? html`<p class="hint">
            ${this.#file.name}: ${plural(readAddressesOnce(this.#list).emails.length, "entry", "entries")}.
            <button type="button" class="quiet" @click=${() => this.#take("", null)}>Take it away</button>
          </p>`
        : areaField({
            label: "Addresses",
            value: this.#list,
            rows: 8,
            onInput: (text) => this.#take(text, null),
            hint: "One on each line; or CSV whose first line names the columns, such as email,name.",
          })}
      ${this.#counted()}
      <label class="field">
        <span>Or a file</span>
        <input type="file" accept=".csv,.txt,text/csv,text/plain" @change=${(event) => this.#upload(event)} />
      </label>
      ${tickField({
        label: "Leave invalid addresses out",
        value: this.#fields.skipInvalid,
        onInput: set("skipInvalid"),
      })}
    `;
  }

  #counted() {
    if (this.#file || !this.#list.trim()) {
      return nothing;
    }
    const { emails, columns } = readAddressesOnce(this.#list);
    return html`<p class="muted small" role="status">
      ${plural(emails.length, "entry", "entries")}${columns.length ? `, with ${columns.join(", ")}` : ""}
    </p>`;
  }

  #take(text, file) {
    this.#list = text;
    this.#file = file;
    this.update();
  }

  async #upload(event) {
    const file = event.target.files[0];
    if (file) {
      const text = await file.text();
      this.#take(text, text.length > EDITABLE ? file : null);
    }
  }

  async #create(event) {
    event.preventDefault();
    this.#tried = true;
    this.#problem = this.#missing();
    if (this.#problem) {
      this.update();
      return;
    }
    this.#busy = true;
    this.update();
    try {
      const made = await campaignApi.create(this.#id, this.#campaign(), this.#fields.skipInvalid);
      notice(
        `Made with ${plural(made.jobs, "job")}` +
          (made.duplicates ? `; ${plural(made.duplicates, "duplicate")} left out` : "") +
          (made.invalid ? `; ${plural(made.invalid, "invalid entry", "invalid entries")} left out` : ""),
      );
      go(link(["campaigns", made.id]));
    } catch (problem) {
      // Refused, and changed before it is sent again: another campaign for the gateway.
      this.#id = problem.status >= 400 && problem.status < 500 ? crypto.randomUUID() : this.#id;
      this.#problem = problem.message;
      this.#busy = false;
      this.update();
    }
  }

  #missing() {
    const { name, subject, body, soql } = this.#fields;
    if (!name.trim()) {
      return "Give it a name.";
    }
    if (!subject.trim() || !body.trim()) {
      return "It needs a subject and a text.";
    }
    if (this.#source === "list" && !this.#list.trim()) {
      return "Paste some addresses, or choose a file.";
    }
    return this.#source === "query" && !soql.trim() ? "It needs a query." : null;
  }

  #campaign() {
    const { name, subject, body, soql, waitHours, maxPerSecond, priority } = this.#fields;
    return {
      name: name.trim(),
      subject,
      body,
      audience: this.#source === "list" ? { emails: readAddressesOnce(this.#list).emails } : { soql },
      waitForReply: waitHours === undefined ? undefined : `PT${Math.round(waitHours * 3_600)}S`,
      maxPerSecond,
      priority,
    };
  }
}

let read = { text: "", list: readAddresses("") };

/** A long list is read once, not at each change of another field. */
function readAddressesOnce(text) {
  if (read.text !== text) {
    read = { text, list: readAddresses(text) };
  }
  return read.list;
}

const queryField = (fields, set) =>
  areaField({
    label: "Query",
    value: fields.soql,
    rows: 3,
    onInput: set("soql"),
    hint: "SOQL that selects Email; what else it selects can stand in the text.",
  });

define("fs-new-campaign", NewCampaign);

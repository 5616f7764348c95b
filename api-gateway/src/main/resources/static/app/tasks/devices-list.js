import { Component, define } from "../shared/component.js";
import { moment, plural } from "../shared/format.js";
import { html, nothing } from "../shared/lit.js";
import { taskApi } from "./task-api.js";

const PERIOD_MS = 10_000;

/** The devices that have sent something. Which of them only read, the server does not know. */
class DevicesList extends Component {
  #devices = null;
  #problem = null;

  arrive() {
    this.every(PERIOD_MS, () => !document.hidden && this.#load());
    this.#load();
  }

  async #load() {
    try {
      this.#devices = await taskApi.devices();
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem.message;
    }
    this.update();
  }

  template() {
    return html`
      <div class="panel-head"><h2>Devices</h2></div>
      ${this.#problem ? html`<p class="problem" role="alert">${this.#problem}</p>` : nothing}
      ${this.#devices?.length === 0
        ? html`<p class="muted">None has sent a change yet.</p>`
        : nothing}
      <ul class="rows">
        ${(this.#devices ?? []).map(
          (each) => html`<li>
            <span class="row-main">
              <strong>${each.device ?? "Without a device"}</strong>
              <span class="muted small">last change ${moment(each.last_sent_at)}</span>
            </span>
            <span class="muted small">
              ${plural(each.operations, "change")}${each.conflicts ? `, ${plural(each.conflicts, "conflict")}` : ""}${each.refused
                ? `, ${each.refused} refused`
                : ""}
            </span>
          </li>`,
        )}
      </ul>
    `;
  }
}

define("fs-devices", DevicesList);

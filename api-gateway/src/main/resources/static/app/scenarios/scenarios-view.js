import "../live/live-log.js";
import { Component, define } from "../shared/component.js";
import { choiceField } from "../shared/fields.js";
import { html, live, nothing } from "../shared/lit.js";
import { link } from "../shared/router.js";
import { session } from "../shared/session.js";
import { backgroundRespect } from "./background-respect.js";
import { bench } from "./bench.js";
import { cacheConsistency } from "./cache-consistency.js";
import { DURATIONS_S, load, MOST_PER_SECOND } from "./load.js";
import { perfectStorm } from "./perfect-storm.js";
import { rapidFire } from "./rapid-fire.js";
import { scenarioCard } from "./scenario-card.js";
import { staleVersion } from "./stale-version.js";

const SCENARIOS = [perfectStorm, cacheConsistency, backgroundRespect, rapidFire, staleVersion];

/** Stories that show, with the real system, that it keeps its promises. */
class ScenariosView extends Component {
  #perSecond = 100;
  #seconds = DURATIONS_S[1];

  arrive() {
    this.untilGone(bench.listen(() => this.update()));
  }

  template() {
    return html`
      <div class="view-head"><h1>Scenarios</h1></div>
      <p class="muted scenarios-lead">
        Each does real work through the API and says PASS or FAIL, with what it saw.
        ${bench.template
          ? html`They change <a href=${link(["templates", bench.template.id])}>a template of this window</a>, which
              you can <a href=${link(["live", bench.template.id])}>watch live</a>, and no other.`
          : html`They change a template that they make for this window, and no other.`}
        ${session.token ? html`With your token, what they do is done in your name.` : nothing}
      </p>
      <div class="scenarios">
        <div class="scenario-list">
          ${SCENARIOS.map((scenario) => scenarioCard(scenario))}
          ${scenarioCard(load, {
            controls: this.#controls(),
            options: () => ({ perSecond: this.#perSecond, seconds: this.#seconds }),
          })}
        </div>
        <fs-live-log class="card" .templateId=${bench.template?.id}></fs-live-log>
      </div>
    `;
  }

  /** Follows what the running scenario does. */
  shown() {
    const steps = this.querySelector(`[data-scenario="${bench.running}"] .steps > ol`);
    steps?.scrollTo(0, steps.scrollHeight);
  }

  #controls() {
    return html`
      <div class="load-controls">
        <label class="field">
          <span>Rate: <output>${this.#perSecond}</output> updates/s</span>
          <input
            type="range"
            min="10"
            max=${MOST_PER_SECOND}
            step="10"
            .value=${live(String(this.#perSecond))}
            @input=${(event) => {
              this.#perSecond = Number(event.target.value);
              this.update();
            }}
          />
        </label>
        ${choiceField({
          label: "For",
          value: String(this.#seconds),
          choices: DURATIONS_S.map((seconds) => [String(seconds), `${seconds} seconds`]),
          onInput: (seconds) => (this.#seconds = Number(seconds)),
        })}
      </div>
    `;
  }
}

define("fs-scenarios", ScenariosView, ["place"]);

import { Component, define } from "../shared/component.js";
import { clock } from "../shared/format.js";
import { html } from "../shared/lit.js";
import { Plot } from "../shared/plot.js";
import { WINDOW_S } from "./stats-history.js";

const HEIGHT = 190;
/** Half of the last time, which stands under the right end. */
const LAST_LABEL = 28;
/** What is shown at least, in seconds. */
const LEAST_S = 60;
const WHOLE = [1, 2, 5].flatMap((each) => [...Array(8).keys()].map((power) => each * 10 ** power)).sort((a, b) => a - b);
const DASHES = [[], [7, 4], [2, 3]];

/**
 * Lines over the last minutes. What it shows stands beside it as text, too: the latest values, or
 * those under the pointer. `chart` is `{title, lines: [{name, key}], format, whole}`, `samples` as in
 * stats-history.js.
 */
class LineChart extends Component {
  #plot = null;
  #under = null;
  /** The samples of the picture: without new ones it stays as it is. */
  #drawn = null;

  arrive() {
    const colours = matchMedia("(prefers-color-scheme: dark)");
    const redraw = () => this.#plot?.redraw(false);
    colours.addEventListener("change", redraw);
    this.untilGone(() => colours.removeEventListener("change", redraw));
    this.untilGone(() => {
      this.#plot?.destroy();
      this.#plot = null;
      this.#drawn = null;
    });
  }

  template() {
    const { title, lines, format } = this.chart;
    const shown = this.samples[this.#under] ?? this.samples.at(-1);
    return html`
      <div class="panel-head">
        <h2>${title}</h2>
        <ul class="key" aria-label=${`${title}, now`}>
          ${lines.map(
            (line, i) => html`<li data-line=${i}>
              <svg class="swatch" viewBox="0 0 20 4" aria-hidden="true">
                <line x1="0" y1="2" x2="20" y2="2" stroke-dasharray=${DASHES[i].join(" ")}></line>
              </svg>
              ${line.name} <strong>${format(shown?.[line.key])}</strong>
            </li>`,
          )}
        </ul>
      </div>
      <div class="plot" role="img" aria-label=${this.#words()}></div>
    `;
  }

  #words() {
    const { title, lines, format } = this.chart;
    const most = lines.map((line) => {
      const values = this.samples.map((each) => each[line.key]).filter((each) => each != null);
      return values.length ? `${line.name} at most ${format(Math.max(...values))}` : `${line.name}: nothing yet`;
    });
    return `${title} over the last five minutes: ${most.join(", ")}`;
  }

  shown() {
    if (this.#drawn === this.samples) {
      return;
    }
    this.#drawn = this.samples;
    const place = this.querySelector(".plot");
    const data = [
      this.samples.map((each) => each.at),
      ...this.chart.lines.map((line) => this.samples.map((each) => each[line.key] ?? null)),
    ];
    if (this.#plot) {
      this.#plot.setData(data);
      return;
    }
    this.#plot = new Plot(this.#options(place.clientWidth), data, place);
    const fit = new ResizeObserver(() =>
      this.#plot?.setSize({ width: place.clientWidth, height: HEIGHT }),
    );
    fit.observe(place);
    this.untilGone(() => fit.disconnect());
  }

  /** Begins with the first sample, so that the first minutes are no empty sheet. */
  #stretch() {
    const now = this.samples.at(-1)?.at ?? Date.now() / 1_000;
    const first = this.samples[0]?.at ?? now;
    return [Math.max(now - WINDOW_S, Math.min(first, now - LEAST_S)), now];
  }

  /** Things that are counted have no halves. */
  #steps() {
    return this.chart.whole ? { incrs: WHOLE } : {};
  }

  #options(width) {
    const colour = (name) => () => getComputedStyle(this).getPropertyValue(name);
    const axis = {
      stroke: colour("--muted"),
      grid: { stroke: colour("--line"), width: 1 },
      ticks: { show: false },
      font: "12px system-ui, sans-serif",
    };
    return {
      width,
      height: HEIGHT,
      padding: [8, LAST_LABEL, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: {
        x: { range: () => this.#stretch() },
        y: { range: (plot, least, most) => [0, Math.max(most * 1.1, this.chart.whole ? 4 : 1)] },
      },
      axes: [
        { ...axis, space: 80, size: 30, values: (plot, times) => times.map((each) => clock(each * 1_000)) },
        { ...axis, ...this.#steps(), size: 62, values: (plot, values) => values.map(this.chart.format) },
      ],
      series: [
        {},
        ...this.chart.lines.map((line, i) => ({
          stroke: colour(`--line-${i + 1}`),
          width: 2,
          dash: DASHES[i],
          points: { show: false },
        })),
      ],
      hooks: {
        setCursor: [
          (plot) => {
            const under = plot.cursor.left >= 0 ? plot.cursor.idx : null;
            if (this.#under !== under) {
              this.#under = under;
              this.update();
            }
          },
        ],
      },
    };
  }
}

define("fs-line-chart", LineChart, ["chart", "samples"]);

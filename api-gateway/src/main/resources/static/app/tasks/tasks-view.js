import { Component, define } from "../shared/component.js";
import { html, keyed } from "../shared/lit.js";
import { session } from "../shared/session.js";
import "./devices-list.js";
import "./sync-conflicts.js";
import "./task-list.js";

/** The tasks of one person, and what came of changes from their devices. */
class TasksView extends Component {
  arrive() {
    this.untilGone(session.listen(() => this.update()));
  }

  template() {
    return keyed(
      session.actor,
      html`
        <div class="view-head">
          <h1>Tasks</h1>
          <p class="muted small">Of ${session.actor}; everybody has their own</p>
        </div>
        <div class="tasks">
          <fs-task-list class="card"></fs-task-list>
          <div class="tasks-more">
            <fs-sync-conflicts class="card"></fs-sync-conflicts>
            <fs-devices class="card"></fs-devices>
          </div>
        </div>
      `,
    );
  }
}

define("fs-tasks", TasksView, ["place"]);

import { Component, define } from "../shared/component.js";
import { html, keyed } from "../shared/lit.js";
import "./campaign-list.js";
import "./campaign-page.js";
import "./new-campaign.js";

/** The campaigns, one of them, or a new one. */
class CampaignsView extends Component {
  template() {
    const [id] = this.place.path;
    if (id === "new") {
      return html`<fs-new-campaign></fs-new-campaign>`;
    }
    return id
      ? keyed(id, html`<fs-campaign .campaignId=${id}></fs-campaign>`)
      : html`<fs-campaign-list></fs-campaign-list>`;
  }
}

define("fs-campaigns", CampaignsView, ["place"]);

import { html, svg } from "./lit.js";

/**
 * A bar of coloured parts, each a share of the whole from 0 to 1. It says nothing to who cannot see
 * it: the numbers stand beside it.
 * @param {{tone: string, share: number, from?: number}[]} parts `from` where it does not follow the part before
 */
export function shareBar(parts, className = "share-bar") {
  let end = 0;
  return html`<svg class=${className} aria-hidden="true" preserveAspectRatio="none">
    ${parts.map((part) => {
      const from = part.from ?? end;
      end = from + part.share;
      return svg`<rect data-tone=${part.tone} x=${percent(from)} width=${percent(part.share)} height="100%"></rect>`;
    })}
  </svg>`;
}

const percent = (share) => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`;

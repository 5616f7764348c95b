/**
 * How far a campaign is at each step: of all its jobs, those that have left the step (with which
 * outcomes) and those that are there, by state. The order is that of the workflow, from its start.
 * @returns {{step: string, left: number, outcomes: [string, number][], here: Record<string, number>}[]}
 */
export function stepProgress(workflow, progress) {
  return order(workflow, progress).map((step) => {
    const outcomes = progress.passed
      .filter((each) => each.step === step)
      .map((each) => [each.outcome, each.jobs]);
    const here = {};
    for (const each of progress.counts.filter((one) => one.step === step)) {
      here[each.state] = (here[each.state] ?? 0) + each.jobs;
    }
    return { step, left: outcomes.reduce((sum, [, jobs]) => sum + jobs, 0), outcomes, here };
  });
}

function order(workflow, progress) {
  const found = [];
  const next = workflow?.start ? [workflow.start] : [];
  while (next.length > 0) {
    const step = next.shift();
    if (!found.includes(step)) {
      found.push(step);
      next.push(...Object.values(workflow.steps?.[step]?.next ?? {}));
    }
  }
  // A step that is not in the workflow of today may still hold jobs.
  const others = [...progress.counts, ...progress.passed].map((each) => each.step);
  return [...new Set([...found, ...others])];
}

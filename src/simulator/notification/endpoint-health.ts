/** How fast an endpoint answers decides how it is treated: in time, ten seconds late, or not at all for a while. */
export type EndpointState = 'normal' | 'slow' | 'drop';

export interface EndpointHealth {
  /** Times are milliseconds. */
  note(url: string, answer: { readonly isSlow: boolean; readonly atMs: number }): void;
  stateOf(url: string, nowMs: number): EndpointState;
}

/** Graph documentation, "Receive change notifications through webhooks". */
const windowMs = 600_000;
const slowShare = 0.1;
const dropShare = 0.15;
/** Shares of fewer answers say nothing. Graph's figure is not documented. */
const fewestAnswers = 20;

export function createEndpointHealth(): EndpointHealth {
  const answersByUrl = new Map<string, { isSlow: boolean; atMs: number }[]>();

  function recent(url: string, nowMs: number) {
    const answers = answersByUrl.get(url) ?? [];
    const first = answers.findIndex(({ atMs }) => atMs > nowMs - windowMs);
    answers.splice(0, first < 0 ? answers.length : first);
    if (answers.length === 0) answersByUrl.delete(url);
    return answers;
  }

  return {
    note(url, answer) {
      const answers = recent(url, answer.atMs);
      answers.push(answer);
      answersByUrl.set(url, answers);
    },
    stateOf(url, nowMs) {
      const answers = recent(url, nowMs);
      if (answers.length < fewestAnswers) return 'normal';
      const share = answers.filter(({ isSlow }) => isSlow).length / answers.length;
      return share > dropShare ? 'drop' : share > slowShare ? 'slow' : 'normal';
    },
  };
}

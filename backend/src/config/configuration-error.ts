/** One variable that is wrong: its name and what it should be, never its value. */
export interface ConfigurationProblem {
  readonly variable: string;
  readonly message: string;
}

/** The environment cannot be used. All problems are reported together. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(['The configuration is not usable:', ...problems.map((p) => `  ${p.variable}: ${p.message}`)].join('\n'));
    this.name = 'ConfigurationError';
  }
}

import { styleText } from 'node:util';

/** Tells people what happens, step by step, with how long each took. */
export class DemoReport {
  readonly #startedMs = performance.now();
  #stepMs = performance.now();
  #number = 0;

  constructor(readonly write: (line: string) => void) {}

  /** Begins a step. */
  step(title: string, english: string): void {
    this.#number += 1;
    this.#stepMs = performance.now();
    this.write(`\n${styleText('bold', `${this.#number}. ${title}`)}  ${styleText('dim', english)}`);
  }

  /** One fact of the step. */
  fact(label: string, value: string | number): void {
    this.write(`   ${label}：${styleText('cyan', String(value))}`);
  }

  /** Ends a step with its time. */
  done(): void {
    this.write(styleText('dim', `   ${((performance.now() - this.#stepMs) / 1000).toFixed(2)} s`));
  }

  /** Seconds since the beginning, to hundredths. */
  seconds(): number {
    return Math.round((performance.now() - this.#startedMs) / 10) / 100;
  }
}

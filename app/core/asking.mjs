/**
 * Of several questions to somebody who takes time, only the latest answer counts.
 */

export class Asking {
  #asked = 0;

  /** Asks again: no earlier answer counts any more. @returns {() => boolean} whether the answer to this one still counts */
  next() {
    this.#asked += 1;
    const own = this.#asked;
    return () => own === this.#asked;
  }
}

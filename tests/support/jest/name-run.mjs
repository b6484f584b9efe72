import { randomBytes } from 'node:crypto';

/** Databases of this run bear its name, so that its end finds them. */
export default () => {
  process.env.FAIRDRAW_TEST_RUN = `${randomBytes(4).toString('hex')}_`;
};

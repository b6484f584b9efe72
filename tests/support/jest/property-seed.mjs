// Properties walk the same cases in every run, so that a failure is the change's; another seed walks others.
import fc from 'fast-check';

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env.FAIRDRAW_PROPERTY_SEED ?? 20_260_401),
});

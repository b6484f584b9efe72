import { registerEnumType } from 'type-graphql';
import { PowerKind } from './item.states.js';

export { PowerKind } from './item.states.js';

/** What a power is called, in Chinese and English. */
export const powerWords: Readonly<Record<PowerKind, readonly [string, string]>> = {
  LICENSING: ['许可', 'licensing'],
  INSPECTING: ['检查', 'inspecting'],
  PENALISING: ['处罚', 'penalising'],
};

registerEnumType(PowerKind, {
  name: 'PowerKind',
  description: '职权种类。Which of the three powers over a matter.',
  valuesConfig: {
    LICENSING: { description: '许可。To license.' },
    INSPECTING: { description: '检查。To inspect.' },
    PENALISING: { description: '处罚。To penalise.' },
  },
});

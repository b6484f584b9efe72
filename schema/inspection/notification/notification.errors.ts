import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { DateTime } from '../../shared/scalars.js';

@ObjectType({ implements: ConsoleError, description: '任务不预先告知。The campaign is unannounced.' })
export class VisitUnannounced extends Refusal {
  constructor() {
    super(
      '本任务不预先告知，检查前任何人不得透露（《食品生产经营监督检查管理办法》第四十六条）；请到场时告知并登记为 ON_ARRIVAL。',
      'This campaign is unannounced and nobody may tell the party before (food rules Art. 46); tell it on arrival, and note ON_ARRIVAL.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '尚未到可见时间。Before the target is seen.' })
export class NotifiedTooEarly extends Refusal {
  @Field(() => DateTime, { description: '何时起可见对象。From when on the target is seen.' })
  readonly visibleAt: Date;

  constructor(visibleAt: Date) {
    super(
      '检查对象到可见时间才可告知，告知时间也不得早于该时间；请届时告知后再登记。',
      'Nobody is notified before the target is seen, and the time noted may not lie before; notify then, and note it afterwards.',
    );
    this.visibleAt = visibleAt;
  }
}

@ObjectType({ implements: ConsoleError, description: '告知时间晚于现在。Notified in the future.' })
export class NotifiedInFuture extends Refusal {
  constructor() {
    super(
      'notifiedAt：告知时间不得晚于现在；请在告知之后登记。',
      'notifiedAt: it may not lie in the future; note it once the party was told.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已登记过。It was noted before.' })
export class NotifiedBefore extends Refusal {
  @Field(() => DateTime, { description: '当时登记的告知时间。When it was, as noted then.' })
  readonly notifiedAt: Date;

  constructor(notifiedAt: Date) {
    super(
      '该告知已登记，登记后不作更改；如有出入，请在检查记录中说明。',
      'This was noted already, and is not changed; if it was otherwise, say so in the record of the visit.',
    );
    this.notifiedAt = notifiedAt;
  }
}

import { registerEnumType } from 'type-graphql';

/** When a party learns of its visit. */
export enum NotificationKind {
  BEFOREHAND = 'BEFOREHAND',
  ON_ARRIVAL = 'ON_ARRIVAL',
}

registerEnumType(NotificationKind, {
  name: 'NotificationKind',
  description: '何时告知当事人。When a party learns of its visit.',
  valuesConfig: {
    BEFOREHAND: { description: '事先告知；仅限预先告知的任务。Beforehand; of announced campaigns alone.' },
    ON_ARRIVAL: { description: '到场告知。On arrival.' },
  },
});

/** How it was told. */
export enum NotificationWay {
  WRITTEN = 'WRITTEN',
  TELEPHONE = 'TELEPHONE',
  ELECTRONIC = 'ELECTRONIC',
  IN_PERSON = 'IN_PERSON',
}

registerEnumType(NotificationWay, {
  name: 'NotificationWay',
  description: '告知方式。How a party was notified.',
  valuesConfig: {
    WRITTEN: { description: '书面通知。In writing.' },
    TELEPHONE: { description: '电话。By telephone.' },
    ELECTRONIC: { description: '电子送达。Electronically.' },
    IN_PERSON: { description: '当面出示、宣读。In person.' },
  },
});

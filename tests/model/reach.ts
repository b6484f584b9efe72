import type { Reached } from './walk.js';

/** Transitions, answers and fates that every shard has to come to: a walk that became shallow fails by what it lacks. */
const expected: Readonly<Record<string, readonly string[]>> = {
  ASSIGNED: ['CHECKED_IN', 'RECORDED', 'SUBMITTED'],
  CHECKED_IN: ['RECORDED', 'SUBMITTED', 'SUBSTITUTED'],
  RECORDED: ['SUBMITTED'],
  SUBMITTED: ['CONFIRMED', 'RETURNED'],
  RETURNED: ['SUBMITTED'],
  HELD: ['ASSIGNED'],
  new: ['ASSIGNED'],
};

const answers: Readonly<Record<string, readonly string[]>> = {
  record: [
    ...['ACCEPTED', 'DUPLICATE', 'OTHER_CONTENT', 'ASSIGNMENT_NOT_FOUND', 'NOT_ON_TEAM', 'VISIT_CLOSED'],
    ...[
      'BEFORE_VISIBLE',
      'OUTSIDE_WINDOW',
      'OTHER_OFFICER',
      'REASON_MISSING',
      'SIGNED_FOR_BOTH',
      'CODE_ELSEWHERE',
    ],
    ...['CHECKLIST_VERSION_WRONG', 'POINT_UNKNOWN', 'RESULT_CODE_UNKNOWN'],
  ],
  sync: ['ACCEPTED', 'DUPLICATE', 'OTHER_CONTENT', 'DEVICE_UNKNOWN', 'SIGNATURE_WRONG', 'VISIT_CLOSED'],
  // A file after the confirmation, and another one under a known id at a completion, are met, and not by every shard.
  'send a file': ['EvidenceKept', 'AssignmentNotFound'],
  lacking: ['EVIDENCE AWAITED', 'EVIDENCE_NEEDED'],
  'lose a phone': ['DeviceRevoked'],
  'record a result': [
    'ResultRecorded',
    'VisitIncomplete',
    'PointsFromVisit',
    'NotOnTeam',
    'DateInFuture',
    'OutsideWindow',
  ],
  sign: ['ResultSigned', 'AssignmentStateWrong'],
  complete: ['ResultRecorded', 'VisitIncomplete', 'AssignmentStateWrong', 'AssignmentNotFound'],
  'enter from paper': ['ResultEnteredFromPaper', 'SignatureLacking', 'SignerNotOnTeam', 'DocumentNotFound'],
  contest: ['SignatureContested'],
  order: ['RectificationOrdered', 'VisitNotRecorded'],
  confirm: [
    'ResultConfirmed',
    'SeparationOfDuties',
    'VisitChangedSince',
    'RectificationMissing',
    'AssignmentStateWrong',
  ],
  return: ['ResultReturned', 'SeparationOfDuties', 'AssignmentStateWrong'],
  'ask OFFICER': ['ChangeRequested', 'AssignmentStateWrong', 'AssignmentNotFound'],
  'ask TARGET': ['ChangeRequested', 'AssignmentStateWrong'],
  'ask POSTPONEMENT': ['ChangeRequested', 'PostponementRefused', 'BeyondWindow'],
  'ask STAFFING': ['ChangeRequested', 'NotHeld'],
  approve: ['ChangeApproved', 'ChangeNotFound'],
  'grant by phone': ['ChangeGranted'],
  withdraw: ['ChangeWithdrawn'],
  'ask to terminate': ['TerminationRequested', 'CampaignNotBegun'],
  terminate: ['CampaignTerminated'],
};

/** What a whole shard never came to. */
export function lackingOf(reached: Reached): string[] {
  const named = [
    ...Object.entries(expected).flatMap(([from, states]) => states.map((to) => `${from} → ${to}`)),
    ...Object.entries(answers).flatMap(([act, names]) => names.map((name) => `${act}: ${name}`)),
    ...['died'],
  ];
  return named.filter((one) => !reached.has(one));
}

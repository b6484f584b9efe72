import type { VisitState } from '../../../scheduler/visit/index.js';
import type { Reader } from '../../shared/unit.js';
import { Evidence, EvidenceKind, EvidenceWithdrawal, isOfMatter } from '../evidence/index.js';
import { type FoldedEvent, readEvents } from './visit.fold.js';
import { VisitEventKind } from './visit.states.js';
import { AttachedForm, EvidencePlight } from './visit-evidence.type.js';

/** A piece of evidence that events name or that was uploaded, and how the two fit. */
export interface VisitPiece {
  /** By which the device knows it. */
  readonly clientId: string;
  /** Absent of what no event names. */
  readonly event: string | null;
  /** Absent of what no event names. */
  readonly form: AttachedForm | null;
  /** As the event says; of what none names, as it arrived. */
  readonly sha256: string;
  readonly plight: EvidencePlight;
  /** The result needs it: a signature under what does not stand any more is not needed. */
  readonly isNeeded: boolean;
  /** As it arrived; absent where it has not. */
  readonly arrived: Evidence | null;
}

interface Named {
  readonly clientId: string;
  readonly event: string;
  readonly form: AttachedForm;
  readonly sha256: string;
  readonly isNeeded: boolean;
}

/** A photo of a paper is as good as the paper. */
const fitting: Readonly<Record<AttachedForm, (piece: Evidence) => boolean>> = {
  PHOTO: ({ kind }) => kind === EvidenceKind.PHOTO,
  VIDEO: ({ kind, mediaType }) => kind === EvidenceKind.DOCUMENT && /^(video|audio)\//.test(mediaType),
  DOCUMENT: ({ kind }) => kind === EvidenceKind.DOCUMENT || kind === EvidenceKind.PHOTO,
  PARTY_SIGNATURE: ({ kind }) => kind === EvidenceKind.PARTY_SIGNATURE,
};

/** What the standing events of a visit name. */
function namedBy({ evidence, party, contentHash }: VisitState, events: readonly FoldedEvent[]): Named[] {
  const signed = new Set(party.flatMap((one) => one.events));
  const signatures = events.filter(({ id, kind }) => kind === VisitEventKind.PARTY_SIGNED && signed.has(id));
  return [
    ...evidence.map(({ event, evidence: clientId, sha256, form }) => ({
      ...{ event, clientId, sha256, form: form as AttachedForm, isNeeded: true },
    })),
    ...signatures.map(({ id: event, payload }) => ({
      ...{ event, clientId: String(payload.evidence), sha256: String(payload.sha256) },
      form: AttachedForm.PARTY_SIGNATURE,
      isNeeded: payload.content === contentHash,
    })),
  ];
}

function plightOf({ form, sha256 }: Named, piece: Evidence | undefined, isWithdrawn: boolean) {
  if (!piece) return EvidencePlight.AWAITED;
  if (isWithdrawn) return EvidencePlight.WITHDRAWN;
  if (piece.sha256 !== sha256) return EvidencePlight.OTHER_CONTENT;
  return fitting[form](piece) ? EvidencePlight.ARRIVED : EvidencePlight.OTHER_KIND;
}

/** What of a visit was uploaded, and which of it was withdrawn; not what belongs to matters that follow it. */
async function listUploads(reader: Reader, assignment: string) {
  return reader.beyond('team', async ({ em }) => {
    const once = { orderBy: { id: 'asc' }, disableIdentityMap: true } as const;
    const pieces = (await em.find(Evidence, { assignment }, once)).filter(({ kind }) => !isOfMatter(kind));
    const ids = pieces.map(({ id }) => id);
    const gone = ids.length > 0 ? await em.find(EvidenceWithdrawal, { evidence: { $in: ids } }) : [];
    return { pieces, withdrawn: new Set(gone.map(({ evidence }) => evidence)) };
  });
}

/** Every piece that the events of a visit name, and what was uploaded that none of them names. */
export async function readPieces(
  reader: Reader,
  assignmentId: string,
  state: VisitState,
  known?: readonly FoldedEvent[],
): Promise<VisitPiece[]> {
  const { pieces, withdrawn } = await listUploads(reader, assignmentId);
  const named = namedBy(state, known ?? (await readEvents(reader, [assignmentId])));
  const byClient = new Map(pieces.map((piece) => [piece.clientId, piece]));
  const mentioned = new Set(named.map(({ clientId }) => clientId));
  return [
    ...named.map((one) => {
      const arrived = byClient.get(one.clientId);
      const plight = plightOf(one, arrived, arrived !== undefined && withdrawn.has(arrived.id));
      return { ...one, plight, arrived: arrived ?? null };
    }),
    ...pieces
      .filter(({ clientId }) => !mentioned.has(clientId))
      .map((arrived) => ({
        ...{ clientId: arrived.clientId, event: null, form: null, sha256: arrived.sha256, isNeeded: false },
        plight: withdrawn.has(arrived.id) ? EvidencePlight.WITHDRAWN : EvidencePlight.UNNAMED,
        arrived,
      })),
  ];
}

/** What a result rests on: the pieces that its events name, or, where there are no events, all that was uploaded and stands. */
export function restingOn(pieces: readonly VisitPiece[], hasEvents: boolean): Evidence[] {
  const plight = hasEvents ? EvidencePlight.ARRIVED : EvidencePlight.UNNAMED;
  const standing = pieces.flatMap((piece) =>
    piece.plight === plight && piece.isNeeded === hasEvents && piece.arrived ? [piece.arrived] : [],
  );
  return [...new Map(standing.map((piece) => [piece.id, piece])).values()];
}

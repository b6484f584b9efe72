/**
 * Breadth-first search for an augmenting path (§11).
 *
 * A step gives an officer to a place. If the officer already serves the place's target from another slot, that
 * slot's place becomes empty; otherwise the officer must have room, or give up one of the places it holds. Both
 * are the residual arcs of the network, so the search finds a path exactly when the maximum flow has one.
 */
import { type Network, nobody } from './network.js';

/** A stamp no search reaches. */
const dead = 0x7fff_ffff;

export class Search {
  /** Stamps: a slot or officer is visited when its stamp is the current search's; `dead` is never entered. */
  private readonly slotStamp: Int32Array;
  private readonly officerStamp: Int32Array;
  private readonly parent: Int32Array;
  /** Places to expand, each of another slot, and the officers met: what the search has visited. */
  private readonly queue: number[] = [];
  private readonly met: number[] = [];
  private stamp = 0;

  constructor(private readonly net: Network) {
    this.slotStamp = new Int32Array(net.slotTarget.length);
    this.officerStamp = new Int32Array(net.capacity.length);
    this.parent = new Int32Array(net.placeSlot.length);
  }

  /**
   * Fills an empty place, moving others where needed. Returns the changes as (place, former holder) for an undo,
   * or undefined when no path exists: then everything visited is a closed set without room.
   */
  fill(place: number): [number, number][] | undefined {
    this.begin();
    this.visitPlace(place, nobody);
    const end = this.run((officer) => this.net.hasRoom(officer));
    return end && this.apply(end);
  }

  /** Takes one unit of load from an officer to one with at most `most`, along a path; false when there is none. */
  relieve(officer: number, most: number): boolean {
    this.begin();
    this.meet(officer);
    for (const place of this.net.held[officer]!) this.visitPlace(place, nobody);
    const end = this.run((o) => this.net.load[o]! <= most && this.net.hasRoom(o));
    if (end) this.apply(end);
    return end !== undefined;
  }

  /** Visits all that these empty places can reach; where none can be filled, that is the source's side of a cut. */
  reach(places: readonly number[]): void {
    this.begin();
    for (const place of places) this.visitPlace(place, nobody);
    this.run(() => false);
  }

  /** Marks what the last, failed search visited as leading nowhere; later searches do not enter it. */
  bury(): void {
    for (const place of this.queue) this.slotStamp[this.net.placeSlot[place]!] = dead;
    for (const officer of this.met) this.officerStamp[officer] = dead;
  }

  /** Lets every slot and officer be visited again. */
  forget(): void {
    this.slotStamp.fill(0);
    this.officerStamp.fill(0);
  }

  /** Slots and officers the last search visited, in the order of visiting. */
  visited(): { slots: number[]; officers: number[] } {
    return { slots: this.queue.map((place) => this.net.placeSlot[place]!), officers: [...this.met] };
  }

  private begin(): void {
    this.stamp += 1;
    this.queue.length = 0;
    this.met.length = 0;
  }

  private meet(officer: number): void {
    this.officerStamp[officer] = this.stamp;
    this.met.push(officer);
  }

  private visitPlace(place: number, parent: number): void {
    const slot = this.net.placeSlot[place]!;
    if (this.slotStamp[slot]! >= this.stamp) return;
    this.slotStamp[slot] = this.stamp;
    this.parent[place] = parent;
    this.queue.push(place);
  }

  private run(isGoal: (officer: number) => boolean): { place: number; officer: number } | undefined {
    const { net, officerStamp, stamp } = this;
    for (let next = 0; next < this.queue.length; next++) {
      const place = this.queue[next]!;
      const slot = net.placeSlot[place]!;
      for (let i = net.slotList[slot]!; i < net.slotList[slot + 1]!; i++) {
        const officer = net.listed[i]!;
        if (officerStamp[officer]! >= stamp) continue;
        const serving = net.placeOf(net.slotTarget[slot]!, officer);
        if (serving !== nobody) {
          this.visitPlace(serving, place);
          continue;
        }
        this.meet(officer);
        if (isGoal(officer)) return { place, officer };
        for (const other of net.held[officer]!) this.visitPlace(other, place);
      }
    }
    return undefined;
  }

  private apply(end: { place: number; officer: number }): [number, number][] {
    const changes: [number, number][] = [];
    let { place, officer } = end;
    for (;;) {
      const former = this.net.assign(place, officer);
      changes.push([place, former]);
      const above = this.parent[place]!;
      if (above === nobody) return changes;
      place = above;
      officer = former;
    }
  }
}

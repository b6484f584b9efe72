"""Times `consistent_sampler` (R. L. Rivest; the sampler of Arlo): `python3 rivest_sampler.py COUNT TAKE RUNS`.

Takes the package where it is installed, else the re-statement below of its method without replacement, written
from its description: a ticket is SHA-256(SHA-256(seed) in hex ‖ id) as a decimal fraction, its digits reversed;
all tickets go into a heap one by one, and the smallest are taken. Prints one JSON object.
"""

import hashlib
import heapq
import json
import platform
import resource
import sys
import time
from collections import namedtuple

Ticket = namedtuple("Ticket", "number id generation")


def hex_hash(text):
    return hashlib.sha256(str(text).encode("utf-8")).hexdigest()


def fraction(text):
    """A decimal fraction as a text: the digits of the hash, reversed, because the first of them are biased."""
    return "0." + f"{int(hex_hash(text), 16):064d}"[::-1]


def first_ticket(id, seed):
    return Ticket(fraction(hex_hash(seed) + str(id)), id, 1)


def trimmed(number, digits):
    """Truncated to `digits` digits after the leading nines."""
    place = 2
    while place < len(number) and number[place] == "9":
        place += 1
    return number[: place + digits]


def restated(ids, seed, take):
    if len(ids) != len(set(ids)):
        raise ValueError("an id stands twice")
    heap = []
    for id in ids:
        heapq.heappush(heap, first_ticket(id, seed))
    for _ in range(min(take, len(heap))):
        ticket = heapq.heappop(heap)
        yield (trimmed(ticket.number, 9), ticket.id, ticket.generation)


try:
    from consistent_sampler import sampler

    source = "the package"
except ImportError:
    source = "re-stated in bench/peers"

    def sampler(ids, seed, take):
        return restated(ids, seed, take)


# The example of its documentation: what is measured is also checked.
documented = [
    ("0.317685817", "cd-1", 1),
    ("0.832984519", "ef-3", 1),
    ("0.9098039269", "ab-1", 1),
    ("0.9231549043", "ab-2", 1),
]
if list(sampler(["ab-1", "ab-2", "cd-1", "ef-3"], seed=314159, take=4)) != documented:
    sys.exit("not the sampler that its documentation describes")

count, take, runs = (int(argument) for argument in sys.argv[1:4])
times = []
for run in range(runs):
    ids = [str(n) for n in range(count)]
    start = time.perf_counter()
    sample = list(sampler(ids, seed=str(run), take=take))
    times.append(1000 * (time.perf_counter() - start))
    if len(sample) != take:
        sys.exit(f"{len(sample)} instead of {take}")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"times": times, "peakMb": peak, "what": f"{source}, Python {platform.python_version()}"}))

"""Chance: generators of labels, numbers below a bound, seeded order
(page, section 7).

The generator of a label is seedrandom 3.0.5 without options on the 64 hex
digits of sub(label): RC4 with those 64 ASCII codes as the key, the first 256
bytes dropped.
"""

from hashlib import sha256

from hashing import lp


def sub(seed, label):
    """sub(label): 64 hex digits."""
    return sha256(lp(b'dr/1/sub') + lp(seed) + lp(label.encode('utf-8'))).hexdigest()


class Rc4:
    """The bytes of RC4 after the first 256."""

    def __init__(self, key):
        state = list(range(256))
        j = 0
        for i, k in enumerate((key * (256 // len(key) + 1))[:256]):
            t = state[i]
            j = (j + t + k) & 255
            state[i] = state[j]
            state[j] = t
        self.state = state
        self.i = 0
        self.j = 0
        self._drop()

    def _drop(self):
        # 256 steps without keeping what comes out. i runs over 1 ... 255, 0.
        state = self.state
        j = 0
        for i in range(1, 256):
            t = state[i]
            j = (j + t) & 255
            state[i] = state[j]
            state[j] = t
        t = state[0]
        j = (j + t) & 255
        state[0] = state[j]
        state[j] = t
        self.j = j

    def take(self, count):
        """The next `count` bytes."""
        state = self.state
        i = self.i
        j = self.j
        out = bytearray(count)
        for position in range(count):
            i = (i + 1) & 255
            t = state[i]
            j = (j + t) & 255
            u = state[j]
            state[i] = u
            state[j] = t
            out[position] = state[(t + u) & 255]
        self.i = i
        self.j = j
        return bytes(out)


class Generator:
    """The generator of one label; every label is used by one, once."""

    def __init__(self, seed, label):
        self._rc4 = Rc4(sub(seed, label).encode('ascii'))
        self._words = []

    def output(self):
        """One output: four bytes, the first the highest."""
        words = self._words
        if not words:
            block = self._rc4.take(64)
            words.extend(int.from_bytes(block[at:at + 4], 'big')
                         for at in range(60, -4, -4))
        return words.pop()

    def below(self, n):
        """A number from 0 to n - 1, 1 <= n <= 2^32."""
        limit = 4294967296 - 4294967296 % n
        while True:
            x = self.output()
            if x < limit:
                return x % n

    def below64(self, n):
        """A number from 0 to n - 1, 1 <= n <= 2^64."""
        limit = 2 ** 64 - 2 ** 64 % n
        while True:
            x = self.output() << 32
            x |= self.output()
            if x < limit:
                return x % n

    def seeded_order(self, items):
        """A new list with the items in seeded order."""
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            other = self.below(i + 1)
            items[i], items[other] = items[other], items[i]
        return items


BLOCK = 4096


def tickets(seed, stratum, count):
    """The tickets of the units 0 ... count - 1 of a stratum, as 8 bytes each
    (page, section 9); bytes compare as the numbers do."""
    result = []
    for block, first in enumerate(range(0, count, BLOCK)):
        size = min(BLOCK, count - first)
        stream = Rc4(sub(seed, f'select/{stratum}/{block}').encode('ascii')).take(8 * size)
        result.extend(stream[at:at + 8] for at in range(0, 8 * size, 8))
    return result


def officer_tickets(seed, label, count):
    """The tickets of the officers 0 ... count - 1 in a substitution, 8 bytes
    each (page, section 16)."""
    stream = Rc4(sub(seed, label).encode('ascii')).take(8 * count)
    return [stream[at:at + 8] for at in range(0, 8 * count, 8)]

"""Reading files: UTF-8, canonical form, shape; record files line by line
(page, sections 2 and 18)."""

from canonical import NotCanonical, parse
from refusal import Refusal
from shape import fit


def text_of_file(name, data):
    try:
        return data.decode('utf-8')
    except UnicodeDecodeError:
        raise Refusal('NOT_UTF8', at=name) from None


def document(files, name, shape=None):
    """The value of a file that holds one canonical JSON document."""
    if name not in files:
        raise Refusal('FILE_MISSING', file=name)
    text = text_of_file(name, files[name])
    try:
        value = parse(text)
    except NotCanonical as reason:
        raise Refusal('NOT_CANONICAL', at=name, reason=reason) from None
    if shape is not None:
        fit(shape, value, name)
    return value


def require(files, names):
    """Refuse the first of these files that is not there."""
    for name in names:
        if name not in files:
            raise Refusal('FILE_MISSING', file=name)


def lines(files, name):
    """The records of a file, one by one: (line number, text, value)."""
    if name not in files:
        raise Refusal('FILE_MISSING', file=name)
    parts = files[name].split(b'\n')
    if parts.pop():
        raise Refusal('RECORD_LINE', file=name, line=len(parts) + 1,
                      reason='the last line does not end with a line feed')
    for number, data in enumerate(parts, 1):
        line = text_of_file(f'{name}:{number}', data)
        try:
            value = parse(line)
        except NotCanonical as reason:
            raise Refusal('NOT_CANONICAL', at=f'{name}:{number}', reason=reason) from None
        yield number, line, value


def shaped_lines(files, name, shape):
    """The values of the lines of a file, each of the shape."""
    result = []
    for number, _line, value in lines(files, name):
        fit(shape, value, f'{name}:{number}')
        result.append(value)
    return result


def ordered_lines(files, name, shape, key):
    """[(text, value)] of a record file whose keys ascend strictly."""
    result = []
    before = None
    for number, line, value in lines(files, name):
        fit(shape, value, f'{name}:{number}')
        own = key(value)
        if before is not None and not before < own:
            raise Refusal('RECORD_ORDER', file=name, line=number,
                          id=own if type(own) is str else ' '.join(own))
        before = own
        result.append((line, value))
    return result

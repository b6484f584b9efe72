"""What is refused, and how it is called (page, section 21).

Every check of this program that fails raises a `Refusal` with one of the codes
of the page. `{...}` in the words is filled in from the data of the refusal.
"""

import re

WORDS = {
    'MALFORMED': (
        '“{at}”应为{expectedZh}',
        '{at}: expected {expected}'),
    'NOT_CANONICAL': (
        '“{at}”不是规范写法的 JSON',
        '{at}: not canonical JSON ({reason})'),
    'NOT_UTF8': (
        '“{at}”不是有效的 UTF-8 文字',
        '{at}: not valid UTF-8'),
    'TEXT_NOT_ACCEPTED': (
        '文字“{text}”含有不能接受的字符（{reason}）',
        'text “{text}” is not accepted: {reason}'),
    'RECORD_LINE': (
        '“{file}”第 {line} 行不是规范的记录：{reason}',
        '{file}, line {line}: not a record line ({reason})'),
    'RECORD_ORDER': (
        '“{file}”第 {line} 行没有按标识排序，或与上一行重复',
        '{file}, line {line}: ids must ascend strictly ({id})'),
    'DUPLICATE_ID': (
        '标识“{id}”出现了两次（{first} 与 {second}）',
        'id {id} appears twice ({first} and {second})'),
    'UNKNOWN_ALGORITHM': (
        '不认识的算法“{alg}”（{at}）',
        '{at}: algorithm {alg} is not known'),
    'UNKNOWN_ENTROPY': (
        '不认识的随机来源“{type}”',
        'entropy type {type} is not known'),
    'RULES_CONTRADICT': (
        '规则自相矛盾：{zh}',
        'the rules contradict themselves: {en}'),
    'CONTROLLED_REFUSED': (
        '层“{stratum}”的比例是法定下限或上限，不能用控制取整',
        'stratum {stratum}: controlled rounding is refused where the rate is a legal {bound}'),
    'TEAM_TOO_SMALL': (
        '检查组至少要有两名持证人员（行政处罚法第四十二条）',
        'a team needs at least two inspectors (administrative penalty law, Art. 42)'),
    'OPERATOR_IS_WITNESS': (
        '“{id}”不能既操作抽取又作见证',
        '{id} cannot operate the draw and witness it'),
    'WITNESS_KEY': (
        '见证人“{id}”的公钥无效',
        'the public key of witness {id} is not usable'),
    'SOURCE_TWICE': (
        '随机来源“{id}”登记了两次',
        'entropy source {id} is registered twice'),
    'BEACON_CHAIN': (
        '随机信标“{id}”的链指纹与其参数不符',
        'beacon {id}: chainHash is not that of its parameters ({expected})'),
    'BEACON_KEY': (
        '随机信标“{id}”的公钥无效',
        'the public key of beacon {id} is not usable'),
    'WITNESS_TWICE': (
        '见证人或其密钥“{id}”登记了两次',
        'witness or key {id} is registered twice'),
    'STRATA_DIFFER': (
        '名录库的层（{found}）与规则的层（{expected}）不一致',
        'the pools have strata {found}, the rules {expected}'),
    'SAMPLE_EXCEEDS_POOL': (
        '层“{stratum}”要抽 {wanted} 个，名录库只有 {count} 个',
        'stratum {stratum}: {wanted} wanted, the pool holds {count}'),
    'NOTHING_TO_DRAW': (
        '按规则一个对象也抽不到',
        'under these rules nothing would be drawn'),
    'NO_INSPECTORS': (
        '检查人员名录库是空的',
        'the inspectors pool is empty'),
    'DISTRICT_WITHOUT_OFFICERS': (
        '区划“{district}”有检查对象，却没有任何检查人员可以前往',
        'district {district} has targets, and no inspector may work there'),
    'WEIGHT_MISSING': (
        '“{file}”第 {line} 行（{id}）没有权重；按权重抽取的层每个对象都须有 1 至 1000000 的整数权重',
        '{file}, line {line}: {id} has no weight, which sr-pps/1 needs of every target'),
    'WEIGHTS_RULE': (
        '层“{stratum}”的权重指纹与抽取方法不符：只有按权重抽取的层须有（且必须有）',
        'stratum {stratum}: weightsHash belongs to strata selected by sr-pps/1, and to them alone'),
    'TOO_MANY_PLACES': (
        '等概率配对最多 {most} 个名额，本次可达 {places} 个',
        'sr-assign-me/1 takes at most {most} places; this draw may reach {places}'),
    'UNKNOWN_CONFLICT': (
        '回避记录中的人员“{officer}”不在检查人员名录库',
        'conflict names {officer}, who is not in the inspectors pool'),
    'STATEMENT_WRONG': (
        '封库说明的“{what}”是 {found}，应为 {expected}',
        'pool statement: {what} is {found}, should be {expected}'),
    'SECRET_RULE': (
        '保密抽取必须有秘密值的指纹和公开日期，公开抽取不得有',
        'a confidential draw needs secretHash and revealBy, an open one has neither'),
    'TIME_ORDER': (
        '时间顺序不对：{earlier} 应早于 {later}',
        '{earlier} must come before {later}'),
    'TARGET_SOURCE_RULE': (
        '只有“仅抽人员”的任务才须登记（且必须登记）名单来源',
        'targetSource is required in stage officers and only there'),
    'TARGET_LEFT_OUT': (
        '“仅抽人员”不得排除名单中的对象（排除了 {count} 个）；变动须作替换记录',
        'stage officers leaves out no target of its list: {count} are excluded; changes are substitutions'),
    'VOID_LATE': (
        '已过抽取截止时间：只能作逾期处理，写明谁未完成',
        'drawBy has passed: this draw can only lapse, which names who failed'),
    'SESSION_DIFFERS': (
        '同一次封库的各项任务须共用“{field}”',
        'the draws of one freeze must agree in {field}'),
    'LOG_CHAIN': (
        '抽取日志第 {seq} 条断链：{field}',
        'log event {seq}: chain broken at {field}'),
    'LOG_UNKNOWN_DRAW': (
        '日志第 {seq} 条所指的封库不存在',
        'log event {seq}: no freeze has commitment {C}'),
    'TRANSITION': (
        '“{state}”状态的抽取不能进行“{kind}”',
        'a draw that is {state} cannot take the step {kind}'),
    'CAMPAIGN_OPEN': (
        '任务“{campaign}”还有未了结的封库',
        'campaign {campaign} has a freeze that has not ended'),
    'CAMPAIGN_DRAWN': (
        '任务“{campaign}”已经抽取，不能再抽',
        'campaign {campaign} has its receipt; there is no second draw'),
    'DRAW_NUMBER': (
        '任务“{campaign}”的封库次序应为 {expected}，不是 {found}',
        'campaign {campaign}: drawNo should be {expected}, not {found}'),
    'COMMIT_TWICE': (
        '这次封库已经登记过',
        'this commitment is already in the log'),
    'OPENING_OVERDUE': (
        '任务“{campaign}”到期未公开，先公开才能再封库',
        'campaign {campaign} is past its opening; open it before freezing another'),
    'OPENING_EARLY': (
        '未到公开时间',
        'the time of opening has not come'),
    'OPENING_OPEN_MODE': (
        '公开抽取没有需要公开的秘密',
        'an open draw has nothing to open'),
    'ANCHOR_UNKNOWN_WITNESS': (
        '“{witness}”不是本次抽取登记的见证人',
        '{witness} is not a witness of this draw'),
    'ANCHOR_TWICE': (
        '见证人“{witness}”已经签过',
        'witness {witness} has already anchored'),
    'ANCHOR_SIGNATURE': (
        '见证人“{witness}”的签名与登记的公钥不符',
        'the signature does not match the registered key of {witness}'),
    'ANCHOR_WINDOW': (
        '见证时间不在封库后 600 秒之内',
        'anchored at {at}, outside {frozenAt} … {frozenAt} + 600 s'),
    'ANCHOR_KNOWABLE': (
        '见证时间 {at} 不早于公开随机数“{id}”可知的时间 {knowableAt}',
        'anchored at {at}, when {id} could be known already (from {knowableAt})'),
    'ANCHOR_HEAD': (
        '见证人所签的日志位置不在本日志封库之后',
        'the signed head is not an event of this log since the freeze'),
    'ANCHOR_STATEMENT': (
        '见证人所签的封库说明与封库不符',
        'the signed statementHash is not the one committed'),
    'REVEAL_UNKNOWN': (
        '没有第 {source} 个随机来源',
        'there is no entropy source {source}'),
    'REVEAL_TWICE': (
        '第 {source} 个随机来源已经揭示',
        'source {source} has been revealed'),
    'REVEAL_MISMATCH': (
        '揭示的数值与“{id}”事先封存的指纹不符',
        'the value revealed does not match the commitment of {id}'),
    'REVEAL_WEAK': (
        '随机数值必须是 32 字节，或至少 25 次骰子，或至少 20 位数字',
        'a value is 32 bytes, at least 25 dice or at least 20 digits'),
    'REVEAL_EARLY': (
        '公开随机数“{id}”在 {knowableAt} 之前尚不可知',
        '{id} cannot be known before {knowableAt}'),
    'REVEAL_ORDER': (
        '操作人和见证人先揭示，公开随机数最后登记',
        'operator and witnesses reveal before the public sources'),
    'NUMBER_FORMAT': (
        '“{id}”的号码写法不对：第 {part} 组须有 {count} 个数（不重复的组从小到大），组内用逗号、组间用竖线分隔',
        '{id}: part {part} needs {count} numbers (ascending where distinct); commas within a part, | between parts'),
    'NUMBER_RANGE': (
        '“{id}”第 {part} 组的号码 {found} 不在 {min} 至 {max} 之间',
        '{id}: {found} in part {part} is not between {min} and {max}'),
    'BEACON_ROUND': (
        '随机信标“{id}”须用第 {expected} 轮，不是第 {found} 轮',
        'beacon {id}: round {expected} is needed, not {found}'),
    'BEACON_SIGNATURE': (
        '随机信标“{id}”第 {round} 轮的签名与登记的链不符',
        'beacon {id}: not the signature of round {round} by this chain'),
    'REVEAL_LATE': (
        '已过抽取截止时间',
        'drawBy has passed'),
    'REVEALS_MISSING': (
        '随机数值还没有全部揭示',
        'not all entropy has been revealed'),
    'RECEIPT_NOT_NEXT': (
        '最后一次揭示之后的下一条必须是抽取结果',
        'the event after the last reveal must be the receipt'),
    'LAPSE_EARLY': (
        '未到抽取截止时间，不能作逾期处理',
        'drawBy has not passed'),
    'LAPSE_NAMES': (
        '逾期记录没有如实写明谁未完成',
        'the lapse does not name exactly those who failed'),
    'SUBSTITUTION_NUMBER': (
        '替换次序应为 {expected}，不是 {found}',
        'substitution n should be {expected}, not {found}'),
    'SUBSTITUTION_REASON': (
        '第 {n} 次替换的理由“{reason}”不在规则之内，或不适用于“{kind}”',
        'substitution {n}: the rules have no reason {reason} for {kind}'),
    'SUBSTITUTION_APPROVER': (
        '第 {n} 次替换的审批人不能是申请人',
        'substitution {n}: the approver is the requester'),
    'SUBSTITUTION_TARGET': (
        '第 {n} 次替换：对象 {target} 不在本次抽取之内，或状态不符',
        'substitution {n}: target {target} is not of this draw, or not in the state for {kind}'),
    'SUBSTITUTION_PLACE': (
        '第 {n} 次替换：对象 {target} 的这个名额不是人员 {out} 的',
        'substitution {n}: officer {out} does not hold that place of target {target}'),
    'SUBSTITUTION_IMPOSSIBLE': (
        '第 {n} 次替换：对象 {target} 没有可以补入的人员',
        'substitution {n}: nobody is left to fill the places of target {target}'),
    'OPENING_RECEIPT': (
        '公开的抽取结果指纹与抽取时登记的不同',
        'the opening names another receiptHash than the draw'),
    'POOL_CHANGED': (
        '“{file}”与封库时不同',
        '{file} is not what was frozen: {found}, committed {expected}'),
    'RULES_CHANGED': (
        '规则与封库时不同（{field}）',
        'the rules are not those committed ({field})'),
    'SECRET_MISMATCH': (
        '秘密值与封库时的指纹不符，或缺少秘密值',
        'the secret does not match the committed hash, or is absent'),
    'FILE_MISSING': (
        '缺少文件“{file}”',
        'file {file} is missing'),
    'FILE_UNKNOWN': (
        '多出不认识的文件“{file}”',
        'file {file} does not belong to a bundle'),
    'FILE_EARLY': (
        '保密期内不应有文件“{file}”',
        'file {file} cannot exist before the opening'),
    'DRAW_ABSENT': (
        '日志中没有这次封库',
        'the log does not hold this draw'),
    'HEAD_ABSENT': (
        '日志中没有已知的位置 {head}（日志被改写）',
        'known head {head} is not in the log'),
    'WITNESS_KEY_DIFFERS': (
        '见证人“{id}”的公钥与已知的不同',
        'the key of witness {id} is not the one expected'),
    'DIFFERS': (
        '{zh}不一致',
        '{en} differs: {found}, recomputed {expected}'),
    'CUT_WRONG': (
        '人手不足证明不成立：割容量 {capacity}，流量 {flow}',
        'the certificate does not hold: cut {capacity}, flow {flow}'),
    'PATH_WRONG': (
        '凭证的路径算不出公布的根',
        'the path does not lead to the published root'),
}


class Refusal(Exception):
    """A named refusal: a code of section 21 and the data for its words."""

    def __init__(self, code, **data):
        super().__init__(code)
        self.code = code
        self.data = data

    def _fill(self, template):
        return re.sub(r'\{(\w+)\}', lambda match: _short(
            self.data.get(match[1], match[0])), template)

    @property
    def zh(self):
        return self._fill(WORDS[self.code][0])

    @property
    def en(self):
        return self._fill(WORDS[self.code][1])

    def answer(self):
        """The refusal as the answer of the command line and of --batch."""
        return {'ok': False, 'code': self.code, 'en': self.en, 'zh': self.zh}


def _short(value):
    """A value as it stands in a message: never longer than a line or two."""
    if isinstance(value, (list, tuple)):
        text = ', '.join(str(item) for item in value)
    else:
        text = str(value)
    return text if len(text) <= 240 else text[:237] + '...'


def malformed(at, en, zh):
    """MALFORMED: at the place `at`, something else was expected."""
    return Refusal('MALFORMED', at=at, expected=en, expectedZh=zh)


def differs(en, zh, found, expected):
    """DIFFERS: a published value is not the recomputed one."""
    return Refusal('DIFFERS', en=en, zh=zh, found=found, expected=expected)


def contradict(en, zh):
    """RULES_CONTRADICT: two statements of the rules exclude each other."""
    return Refusal('RULES_CONTRADICT', en=en, zh=zh)

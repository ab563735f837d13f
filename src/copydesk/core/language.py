"""What each script and language writes: sentence ends, brackets, words that cannot end or begin a sentence. Tables."""

from __future__ import annotations

import re
from functools import cache

HIRAGANA = "\u3041-\u309f"
KATAKANA = "\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af々〆〇"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
THAI = "\u0e00-\u0e7f"

# Unicode's Sentence_Terminal marks of the scripts that posts are written in: ASCII and Latin, CJK and full width,
# Arabic and Urdu, Devanagari, Armenian, Ethiopic, Khmer and Myanmar; with the ellipses, which end one by custom.
SENTENCE_ENDS = "。．！？｡!?.…‥؟۔।॥։።៖។။‼⁇⁈⁉⸮"
INTRODUCERS = ":：;；"
COMMAS = ",，、､،؛﹐﹑"

BRACKETS = {
    "「": "」", "『": "』", "（": "）", "【": "】", "〈": "〉", "《": "》", "〔": "〕", "［": "］", "｛": "｝",
    "｢": "｣", "〖": "〗", "〘": "〙", "〚": "〛", "(": ")", "[": "]", "{": "}", "“": "”", "«": "»", "„": "“",
}  # fmt: skip
CLOSERS = "」』）】〉》〕］｝｣〗〙〛)]}”»“›’\"'"

# Languages that write without spaces between words, and those whose sentences need no closing mark.
UNSPACED = frozenset({"ja", "zh", "th"})
UNMARKED = frozenset({"th"})
# Scripts with capitals: a lower-case start is the middle of a sentence.
CASED = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "ru"})

_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}]")
_HAN = re.compile(f"[{HAN}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile(f"[{THAI}]")),
)
# Words that are common in one language and rare in the others.
_COMMON = {
    "en": ("the", "and", "of", "is", "that", "with", "this", "are"),
    "de": ("und", "der", "ist", "nicht", "mit", "das", "ein", "auch", "wird"),
    "fr": ("les", "des", "est", "dans", "une", "pour", "qui", "sur"),
    "es": ("los", "las", "una", "con", "por", "para", "del", "más"),
    "it": ("che", "di", "della", "sono", "gli", "nel", "anche", "più"),
    "pt": ("não", "uma", "dos", "para", "com", "são", "mais", "pelo"),
    "nl": ("het", "een", "van", "niet", "zijn", "ook", "voor", "wordt"),
}


def detect(text: str) -> str:
    """The language of ``text``, by its scripts and, among Latin letters, by its commonest words.

    ``ja``, ``zh``, ``ko``, ``ru``, ``ar``, ``hi``, ``th``, ``de``, ``fr``, ``es``, ``it``, ``pt``, ``nl``; ``en`` when
    nothing tells. Han alone is Chinese; a twentieth of kana among the CJK characters makes a text Japanese, as even
    kanji-heavy Japanese prose keeps its particles in kana.
    """
    size = len(text)  # three pieces tell as much as the whole: counting is dearer than cutting
    sample = text if size <= 1_500 else text[:500] + text[size // 2 : size // 2 + 500] + text[-500:]
    if not sample.isascii():
        kana, han, hangul = (len(r.findall(sample)) for r in (_KANA, _HAN, _HANGUL))
        letters = max(1, len(_LETTER.findall(sample)))
        if kana + han + hangul > letters * 0.15:
            if hangul > kana + han:
                return "ko"
            return "ja" if kana * 20 >= kana + han else "zh"
        for lang, script in _SCRIPTS:
            if len(script.findall(sample)) > letters * 0.3:
                return lang
    words = _WORD.findall(sample.lower())
    counts = {lang: sum(map(words.count, common)) for lang, common in _COMMON.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > 1.2 * counts["en"] else "en"


class Patterns(dict[str, str]):
    """Expressions by language, compiled when a text first needs one: most calls meet one language."""

    def of(self, lang: str) -> re.Pattern[str] | None:
        """The compiled expression for ``lang``, or ``None`` when there is none."""
        return _compiled(self[lang]) if lang in self else None


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _any_word(words: str) -> str:
    """A whole word of ``words`` at the end of a text."""
    return rf"(?i:(?:^|[\s(\"“„«'’—-])(?P<word>{'|'.join(words.split())})$)"


# What cannot end a sentence: particles and connectives in Japanese, function words elsewhere.
HANGING_TAIL = Patterns(
    {
        "ja": (
            "(?P<word>について|における|において|に関する|に対する|に対して|によって|により|による|として|という|といった|ための|"
            "のような|ように|であり|であって|ながら|または|および|ならびに|かつ|もしくは|あるいは|たとえば|例えば|しかし|そして|"
            "また|さらに|一方|ことが|ことを|ことに|ことで|ことは|ものが|ものを|[をはがにへでもや]|(?<!も)の|(?<![こもひあ])と|から|まで|より|ので|のに|けど|"
            "なら|って|つつ|ては|ても)$"
        ),
        "zh": (
            "(?P<word>[的和与及或但且在对把被让使从向于以将是這與對從並為]|因为|如果|虽然|尽管|以及|并且|而且|例如|比如|通过|"
            "关于|对于|由于|为了|因此|所以|可以|能够|不仅|无论)$"
        ),
        "ko": (
            "(?P<word>(?<=[가-힣])(?:은|는|이|가|을|를|의|에|와|과|로|으로|에서|에게|까지|부터|보다|처럼|하고|하며|하여|지만|면서)|"
            r"(?<!\S)(?:및|또는|그리고|하지만|그러나|또한|즉|특히|수|것|등의|위한|대한|통해|위해|따라|같은|있는|하는|되는))$"
        ),
        "en": _any_word(
            "a an the of to in on at by for from with without into onto upon about between among through during against "
            "and or but nor so because although though while whereas if unless until since whether as than that which who "
            "whose whom where when is are was were be been has have had will would can could should may might must shall "
            "their our your his my both either neither not very more most every some any we they you he she i "
            "via per toward towards within"
        ),
        "de": _any_word(
            "der die das den dem des ein eine einen einem einer eines und oder aber sondern denn weil dass wenn ob als wie "
            "mit von zu zum zur bei nach aus für über unter durch gegen ohne um an auf in im am ist sind war waren hat "
            "kann können muss müssen soll sollen nicht kein keine nur sehr mehr sowie sich"
        ),
        "fr": _any_word(
            "le la les un une des du de au aux et ou mais donc car ni que qui dont où si quand comme avec sans pour par "
            "sur sous dans entre vers chez est sont était ont ne très ce cette ces son sa ses leur leurs notre votre"
        ),
        "es": _any_word(
            "el la los las un una unos unas de del al y o u pero sino que quien cuyo donde si cuando como con sin para por "
            "sobre entre hacia desde hasta en es son era ha han muy su sus este esta estos estas se"
        ),
        "it": _any_word(
            "il lo la i gli le un uno una di del della dei delle al alla da dal in nel nella con su per tra fra e o ma che "
            "cui dove se quando come è sono era ha hanno non molto questo questa"
        ),
        "pt": _any_word(
            "o a os as um uma de do da dos das em no na nos nas por para com sem sobre entre e ou mas que quem se quando "
            "como é são era foi não muito este esta seu sua"
        ),
        "nl": _any_word(
            "de het een en of maar want omdat dat die als wanneer met van voor naar bij uit over onder door tegen zonder "
            "om aan op in is zijn was waren heeft hebben kan moet niet geen ook zeer zich"
        ),
        "ru": _any_word(
            "и а но или да что чтобы как если когда где который которая которые которого в во на с со к ко у о об от до из "
            "за по под над при для без через между не ни же ли бы это этот эта эти его её их наш ваш очень более также"
        ),
        "ar": _any_word("و أو ثم في من إلى على عن مع أن إن التي الذي لا ما"),
        "hi": _any_word("का की के को में से पर और या कि जो ने"),
    }
)

# Words that lead from one item of a list to the next.
COORDINATORS = frozenset(
    [
        "and",
        "or",
        "und",
        "oder",
        "sowie",
        "et",
        "ou",
        "y",
        "o",
        "e",
        "и",
        "или",
        "و",
        "أو",
        "और",
        "या",
        "そして",
        "または",
        "および",
        "かつ",
        "さらに",
        "及び",
        "又は",
        "和",
        "与",
        "或",
        "以及",
        "및",
        "또는",
        "그리고",
    ]
)

# Predicates that end a sentence by themselves: where no mark follows, the mark may be all that is missing.
FINISHED_TAIL = Patterns(
    {
        "ja": (
            "(?:です|ます|でした|ました|ません|ましょう|でしょう|だろう|ください|下さい|です[ねよか]|ます[ねよか]|である|だった|のだ|"
            "であった|しよう|だ|よね|かも|以上|こと|ため|たい|ない|した|された|いる|ある|なる|する|もの|場合|など|せんか)$"
        ),
        "ko": ("(?:니다|세요|어요|아요|예요|이다|한다|된다|했다|였다|있다|없다|함|음|임)$"),
    }
)

# First words that lead to a noun, where nouns are capitalized too and the case of the second word tells nothing.
DETERMINERS = Patterns(
    {"de": r"(?:D(?:er|ie|as|en|em)|(?:[MDSK])?[Ee]ine?|Ihre?|Unser|Unsere|Jede[rs]?|Diese[rs]?|Viele|Alle|Manche)$"}
)

# Starts that only the middle of a sentence has: a particle before a noun, an ending, small kana.
ORPHAN_HEAD = Patterns(
    {
        "ja": (
            f"(?:[のがをはにとでもへやな](?=[{HAN}{KATAKANA}A-Za-z0-9「『（])|を|[ぁぃぅぇぉっゃゅょゎんー々]|"
            "(?:という|といった)(?!わけ|こと[でな]|の[はもが]|え|ても|たら|意味)|として(?=[のは、])|における|に対する|に関する|によって|"
            "す?べきだ|す?べきで|られ|でしょう|だろう|であろう|である|ことが|ことを|ことに|ことは|ものの|ずに|ための|のような|のように|"
            "ました|ません|ます。|です。|ている|ていく|てきた|ない。|る。|た。|います。|いました。|いる。|きた。)"
        ),
        "zh": ("[的们們吗嗎呢](?![确確士])"),
        "ko": (r"(?:은|는|을|를|의|에서|으로|니다|습니다|입니다)[\s.]"),
    }
)

"""What a prompt or an assistant leaves in a text: tables by kind. A phrase counts as the whole of a line, or at its start.

Kinds: ``continuation`` (notes that tell a model where to go on), ``request`` (the prompt itself), ``length`` (a report on
the number of characters), ``assistant`` (its greetings, offers and refusals), ``token`` (chat-format tokens),
``citation`` (citation tokens of chat products), ``placeholder`` (blanks that nobody filled in).
"""

from __future__ import annotations

import re

from .lazy import lazy

_OPEN, _CLOSE = r"[（(【\[［〔<＜]", r"[）)】\]］〕>＞]"

# The whole line is the note, in brackets.
CONTINUATION = lazy(
    rf"^[ \t>*_]*(?:{_OPEN}[ \t]*(?:"
    r"(?:前回の?|上記の?|以下、?|ここから)?(?:続き|つづき)(?:ます|です|を(?:執筆|記述|生成|書く|書きます))?|(?:本文|記事|次回?へ?|後半へ?)?[にへ]?続く|"
    r"[^）)】\]\n]{0,20}の(?:最後|末尾|冒頭|途中)の(?:部分|文|段落|箇所)(?:から(?:の続き)?)?|"
    r"(?:既存|前|元|上記)の(?:記事|文章|本文|原稿|内容)[^）)】\]\n]{0,20}(?:部分|続き|ここまで|省略)|"
    r"(?:to be )?continued(?: (?:from|in) [^)\]\n]{1,40})?|continu(?:e|ing) (?:from|with|the) [^)\]\n]{1,60}|"
    r"(?:previous|existing|original) (?:content|article|text|section|part)[^)\]\n]{0,40}|"
    r"(?:rest|remainder) of (?:the )?(?:article|text|section|content)[^)\]\n]{0,40}|"
    r"接上文|续上文|续|未完|继续|以下继续|上文(?:结尾|最后)(?:部分)?|이어서|계속|앞(?:의)? (?:글|내용)[^)\]\n]{0,20}"
    rf")[ \t…。.]*{_CLOSE})[ \t*_]*$",
    re.M | re.I,
)

# The whole line is a report on the text's length.
LENGTH = lazy(
    rf"^[ \t>*_\-]*{_OPEN}?[ \t]*(?:"
    r"(?:総|合計|現在の?|本文の?)?文字数(?:の?(?:確認|カウント|目安|合計))?[ \t]*[*_]*[：:（(は][ \t]*[^\n]{0,8}?[\d,，０-９]+[ \t]*(?:文字|字)?[^\n]{0,16}|"
    r"文字数(?:の)?(?:確認|カウント)[：:]?[^\n]{0,30}|(?:約|およそ|計)[ \t]*[\d,，]+[ \t]*(?:文字|字)(?:程度)?|"
    r"(?:total |approximate |final )?(?:word|character) count[ \t]*[*_]*[:：][ \t]*[*_]*[ \t]*(?:approximately |about |~)?[\d,]+[^\n]{0,12}|"
    r"(?:approximately |about |~)?[\d,]+ words?(?: total)?|"
    r"(?:总|總)?字[数數](?:统计)?[：:][ \t]*(?:约|約)?[\d,，]+[ \t]*字?|(?:총 )?글자 ?수[：:][ \t]*(?:약 ?)?[\d,]+ ?자?"
    rf")[ \t。.]*{_CLOSE}?[ \t*_]*$",
    re.M | re.I,
)

# A sentence of the prompt: the line is little else.
REQUEST = lazy(
    r"^[ \t>*_#]*(?:"
    r"(?:[^\n。]{0,30}の)?(?:続き|つづき)(?:の(?:文章|記事|本文))?を(?:書|執筆|記述|生成|作成|お願い)[^\n。]{0,12}(?:ください|下さい|します|して)|"
    r"(?:以下|上記|次)の(?:文章|記事|テーマ|内容|条件|指示|キーワード|要件)(?:の続き)?(?:を|に|で|について)[^\n。]{0,40}(?:書いて|執筆して|作成して|要約して|続けて|リライトして|生成して)(?:ください|下さい)|"
    r"(?:please )?(?:continue|write|rewrite|expand|summari[sz]e) (?:the |this |an |a )(?:following |above |previous |next )?(?:article|text|blog post|section|story|paragraph)s? "
    r"(?:from|in|with|about|below|using|so that|where)\b[^\n]{0,120}|(?:please )?continue (?:writing|from where)[^\n]{0,80}|"
    r"请(?:继续|续写|写|撰写|改写)[^\n。]{0,30}(?:文章|内容|部分|正文)|(?:다음|위) (?:글|내용|기사)[을를의에][^\n.]{0,30}(?:작성|계속|요약)해 ?(?:주세요|줘)"
    r")[ \t。.！!*_]*$",
    re.M | re.I,
)

# An assistant speaks: at the start of a paragraph.
ASSISTANT = lazy(
    r"^[ \t>*_]*(?:"
    r"(?:はい、?)?(?:承知(?:いた)?しました|かしこまりました|了解(?:いた)?しました)[。、！!\n](?=[^\n]{0,60}(?:以下|記事|文章|続き|作成|執筆|修正|本文|出力))|"
    r"以下(?:に|は|が)、?[^\n。]{0,40}(?:記事|文章|続き|本文|原稿|リライト|修正版|改善版|翻訳)(?:です|になります|を(?:示し|作成し|提示し|記載し|お届けし|ご紹介し)ます)[。:：]?[ \t]*$|"
    r"(?:ご(?:要望|指定|指示)|お(?:求め|申し付け))(?:に応じて|に沿って|に基づ[いき]て?|の(?:とおり|通り))[^\n。]{0,40}(?:作成|執筆|修正|記述|生成|出力)|"
    r"(?:AI|人工知能|大規模)?(?:の)?言語モデル(?:として|であるため|なので)|(?:私は|わたしは)(?:AI|人工知能)(?:アシスタント|です(?:ので|から))|"
    r"(?:申し訳(?:ありません|ございません)が、?)[^\n。]{0,30}(?:お応え|お答え|生成|提供|作成|続きを)(?:する)?(?:こと(?:が|は))?(?:でき|いたしかね)|"
    r"(?:この|以上の?)(?:記事|文章|内容)(?:で|が)[^\n。]{0,20}(?:修正|調整|変更)(?:が必要|点が?あれば|をご希望)[^\n。]{0,30}|(?:他に|何か)[^\n。]{0,20}(?:お手伝い|ご要望|ご質問)(?:できる|が(?:ござい|あり))[^\n。]{0,20}(?:お知らせ|お申し付け|ください)|"
    r"as an? (?:AI|artificial intelligence|large)(?: language)?(?: model| assistant)\b|i(?:'|’)?m (?:just )?an? AI(?: language model| assistant)\b|"
    r"(?:sure|certainly|of course|absolutely|great)[!,.][ \t]*(?:here(?:'|’)?s|here is|here are|i(?:'|’)?ll|i can|below is|let me|i(?:'|’)?d be happy)\b|"
    r"(?:here(?:'|’)?s|here is|below is) (?:the|your|an?|my) (?:revised|rewritten|updated|continued|improved|complete|full|expanded|edited|requested|translated|polished|final|draft)[^\n.]{0,30}(?:article|version|post|text|content|section|draft|essay|story|translation)|"
    r"i(?:'|’)?m sorry,? but (?:i|as an ai)[^\n.]{0,30}(?:can(?:'|’|no)t|unable|am not able)|i (?:cannot|can(?:'|’)t) (?:fulfill|assist with|help with|continue|provide|generate|complete) (?:this|that|your|the) (?:request|article|text|content)|"
    r"(?:i hope this (?:helps|article|meets|post)|let me know if you(?:'|’)?d? (?:would )?(?:like|need|want)|would you like me to (?:continue|expand|add|revise|write)|feel free to (?:ask|let me know)|is there anything else (?:i can|you))\b|"
    r"作为(?:一个|一名)?(?:AI|人工智能)(?:语言模型|助手|模型)|(?:好的|当然|没问题)[，,！!。](?:以下|下面|这是|这里)|以下是(?:修改|改写|润色|续写|翻译)后的|希望(?:这篇|以上|这些)(?:文章|内容|回答)[^\n。]{0,20}(?:帮助|满意|要求)|如果您?(?:还|需要|有)[^\n。]{0,20}(?:请告诉我|随时告诉我)|"
    r"(?:저는 )?(?:AI|인공지능) (?:언어 ?모델|어시스턴트)(?:로서|로써|입니다|이기)|(?:네|물론입니다)[,.!] ?(?:알겠습니다|아래는|다음은|요청하신)|요청하신 (?:글|내용|기사)[은는을를]|도움이 (?:되|필요하)[^\n.]{0,20}(?:바랍니다|말씀해 ?주세요)|"
    r"als (?:KI|künstliche)[- ]?(?:Sprachmodell|Assistent)|(?:gerne|natürlich)[!,.] hier ist|ich hoffe, (?:das|dieser text) hilft|как (?:языковая модель|ии[- ]?(?:модель|ассистент)|искусственный интеллект)|"
    r"(?:конечно|хорошо)[!,.] вот|надеюсь, (?:это|эта статья) (?:поможет|была)"
    r")",
    re.M | re.I,
)

TOKEN = lazy(
    r"<\|[a-z0-9_▁]{2,30}\|>|<｜[^｜\n]{1,40}｜>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>|<(?:bos|eos|unk|pad)>|"
    r"^(?:### ?(?:Instruction|Response|Human|Assistant)|(?:Human|Assistant|User|System)) ?:[ \t]*$",
    re.M,
)

CITATION = lazy(
    r"【\d+(?::\d+)?†[^】\n]{0,60}】|:?contentReference\[oaicite:\d+\](?:\{[^}\n]*\})?|\[oaicite:\d+\]|oai_citation(?::\d+)?|"
    r"[\ue200-\ue206](?:cite|turn\d+|[^\ue200-\ue206\n]{0,40})+|\bcite(?:turn\d+(?:search|view|news|image|file|fetch)\d+)+|"
    r"\bturn\d+(?:search|view|news|image|file|fetch)\d+\b|\[cite(?:_start|:\s*[\d, ]+)\]"
)

PLACEHOLDER = lazy(
    r"\[(?:insert|enter|your|link to|placeholder for)\s[^\]\[`\n]{1,60}\](?![(\[:])|"
    r"[【\[［](?:ここに|こちらに|以下に)[^】\]］\n]{1,40}(?:挿入|記入|入力|追加|記載|書く|入れる|入れて)[^】\]］\n]{0,10}[】\]］]|"
    r"[\[［](?:あなた|貴社|自社|御社|会社|企業|商品|サービス|製品|担当者)(?:の)?(?:名前|氏名|名|社名|URL|リンク)[\]］](?![(\[:])|"
    r"[【\[](?:在此|此处|请在此)[^】\]\n]{0,12}(?:插入|填写|输入|添加)[^】\]\n]{0,20}[】\]]|\[여기에 [^\]\n]{1,30}\]|"
    r"\blorem ipsum dolor\b",
    re.I,
)

# Kinds that are a line of their own, or begin one: tried at the starts of lines only.
# Each with a cheap test: what its first character may be, after marks and white space; or words that it must hold.
LINE_KINDS: dict[str, tuple[re.Pattern[str], frozenset[str], tuple[str, ...]]] = {
    "continuation": (CONTINUATION, frozenset("（(【[［〔<＜"), ()),
    "request": (
        REQUEST,
        frozenset(),
        ("ください", "下さい", "お願い", "続きを", "つづきを", "continue", "write", "expand", "summari", "请", "주세요", "줘"),
    ),
    "length": (LENGTH, frozenset("（(【[［〔<＜総合現本文約お計taf wc0123456789总總字총글-~"), ()),
    "assistant": (ASSISTANT, frozenset("は承か了以ごお大言私わ申この他何a人iscoghlwfb作好当没希如저네물요도kнnхк"), ()),
}  # fmt: skip
LONGEST_NOTE = 240  # code points: a note, a request or a report fills no longer line
# Kinds that may stand anywhere, each with words of which any match holds one: the cheap test.
SPOT_KINDS: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    "token": (
        TOKEN,
        ("<|", "<｜", "inst]", "sys>>", "_of_turn>", "<bos>", "<eos>", "<unk>", "<pad>", "### instruction", "### response",
         "### human", "### assistant", "human:", "assistant:", "user:", "system:"),
    ),
    "citation": (CITATION, ("†", "oaicite", "oai_citation", "\ue200", "turn0", "turn1", "turn2", "[cite")),
    "placeholder": (
        PLACEHOLDER,
        ("[insert", "[enter", "[your", "[placeholder", "[link to", "ここに", "こちらに", "以下に",
         "[あなた", "[貴社", "[自社", "[御社", "[会社", "[企業", "[商品", "[サービス", "[製品", "[担当者", "［", "在此", "此处", "[여기에",
         "lorem ipsum"),
    ),
}  # fmt: skip
# A text whose title or headings are about prompts quotes such phrases on purpose.
ABOUT = lazy(
    r"prompt|プロンプト|提示词|提示詞|프롬프트|промпт|chatgpt|llm token|トークナイ|チャット形式|chat template", re.I
)

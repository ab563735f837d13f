"""Writes realistic posts from a seed: front matter, headings, paragraphs, lists, quotes, code, in six languages.

    from posts import generate
    text = generate(seed=7, language="ja", size=20_000)

A post is whole: every sentence ends, nothing is told twice, bold renders, the reading time is right. Benchmarks break it in
known ways. Sentences are drawn from clause tables of each language; a sentence is used once in a post while any is left.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

LANGUAGES = ("ja", "en", "zh", "ko", "de", "ru")

# Each language: subjects, places or times, predicates, second clauses; and the patterns that join them.
_TABLES: dict[str, dict[str, list[str]]] = {
    "ja": {
        "s": ["港の管理人", "町の図書館", "古い時計職人", "新しい研究チーム", "隣村の農家", "若い設計者", "灯台守の娘", "AIの開発企業", "地元の学校", "観測所の職員",
              "二人の編集者", "山小屋の主人", "水路の技師", "市場の仲買人", "国際的な協議会", "小さな出版社", "Rustの利用者", "大学の研究室"],
        "t": ["昨年の秋", "2019年の夏", "雨の多い六月", "開業から三年で", "長い話し合いの末に", "予算の限られた中で", "最初の試験運用のあと", "夜明け前の静かな時間に",
              "冬の終わりごろ", "（記録によれば）十月に", "思いがけない停電の日に", "ほぼ同じ時期に"],
        "o": ["壊れた記録装置", "百年前の地図", "APIの設計", "観測データの公開", "古い橋の補修", "読者からの手紙", "「暮らしの道具」という展示", "三つの試作品", "夜間の見回り",
              "新しい授業の計画", "水位を知らせる仕組み", "航路の見直し", "翻訳の手順", "地域の発電計画", "写真の整理", "測定の誤差", "二十冊の日誌", "GPUの割り当て"],
        "p": ["を見直すことにしました", "の責任者を引き受けました", "について詳しく説明しています", "を少しずつ進めてきました", "に反対する意見も聞きました", "を誰よりも大切にしています",
              "の難しさを率直に語りました", "を半年かけて調べ上げました", "を来年までに終える予定です", "の成果を広く公開しました", "に必要な費用を計算しました", "を手放すつもりはありません"],
        "c": ["予想より早く結果が出たため", "参加者の多くが戸惑っていたものの", "費用が増え続けていたので", "周囲の助けを借りながら", "最初の案を捨てて", "天候に左右されやすいと知りつつ",
              "関係者への聞き取りを重ねたうえで", "細かな数字にこだわらず", "住民の声を確かめながら", "古い慣習を残したまま"],
    },
    "en": {
        "s": ["The harbour master", "A retired clockmaker", "The village library", "Her research group", "A small publisher", "The lighthouse keeper's daughter",
              "One of the engineers", "The city council", "Our Rust maintainers", "A team of surveyors", "The night nurse", "Every third farmer", "The editor"],
        "t": ["last autumn", "in the summer of 2019", "after a long debate", "shortly before dawn", "with very little money", "during the first trial",
              "on the day of the power cut", "three years after opening", "near the end of winter", "according to the log"],
        "o": ["the broken recorder", "a map from the last century", "the plan for the new bridge", "twenty volumes of diaries", "the API of the weather station",
              "an exhibition called \"tools for living\"", "the letters from readers", "three prototypes", "the nightly rounds", "a course on measuring errors",
              "the channel (and its two locks)", "the translation guide", "a system that reports the water level"],
        "p": ["decided to review", "agreed to look after", "explained at great length", "slowly improved", "spoke openly about", "spent half a year studying",
              "hopes to finish", "published all the results of", "worked out the cost of", "refused to give up", "quietly replaced"],
        "c": ["because the results arrived sooner than expected", "although most of the visitors were confused", "while the costs kept rising",
              "with some help from the neighbours", "once the first proposal had been dropped", "since the weather rarely allowed it",
              "and nobody in the room objected", "which surprised even the oldest members", "so that others could build on it"],
    },
    "zh": {
        "s": ["港口的管理员", "退休的钟表匠", "镇上的图书馆", "一个新的研究小组", "邻村的农户", "年轻的设计师", "灯塔看守人的女儿", "当地的学校", "观测站的职员", "两位编辑",
              "水渠的工程师", "一家小出版社", "大学的实验室", "国际协调委员会"],
        "t": ["去年秋天", "在2019年的夏天", "经过长时间的讨论", "在天亮之前", "在预算有限的情况下", "第一次试运行之后", "停电的那一天", "开业三年以后", "冬天快结束的时候"],
        "o": ["损坏的记录仪", "一百年前的地图", "新桥的修建计划", "二十本日记", "气象站的API设计", "名为“生活的工具”的展览", "读者的来信", "三个样品", "夜间的巡查", "测量误差的课程",
              "航道（以及两座船闸）的改造", "翻译的流程", "水位报警系统"],
        "p": ["决定重新审视", "同意负责", "详细说明了", "一点一点地改进了", "坦率地谈到了", "花了半年时间研究", "希望明年完成", "公开了全部成果，包括", "计算了费用，涉及", "不愿意放弃"],
        "c": ["因为结果比预想的来得更早", "虽然大多数参观者感到困惑", "由于费用不断上涨", "在邻居们的帮助下", "放弃了最初的方案之后", "考虑到天气很少配合", "在听取了各方意见之后"],
    },
    "ko": {
        "s": ["항구의 관리인은", "은퇴한 시계공은", "마을 도서관은", "새로운 연구팀은", "이웃 마을의 농부는", "젊은 설계자는", "등대지기의 딸은", "지역 학교는", "관측소 직원은", "두 명의 편집자는",
              "수로 기술자는", "작은 출판사는"],
        "t": ["지난가을", "2019년 여름에", "긴 토론 끝에", "새벽이 오기 전에", "부족한 예산 속에서", "첫 시험 운영이 끝난 뒤", "정전이 있던 날에", "문을 연 지 3년 만에", "겨울이 끝날 무렵"],
        "o": ["고장 난 기록 장치를", "백 년 전의 지도를", "새 다리의 건설 계획을", "스무 권의 일기를", "기상 관측소의 API를", "독자들이 보낸 편지를", "세 가지 시제품을", "야간 순찰을",
              "측정 오차에 관한 수업을", "번역 지침을", "수위를 알려 주는 장치를"],
        "p": ["다시 살펴보기로 했다", "맡아서 관리하고 있다", "자세히 설명했다", "조금씩 고쳐 나갔다", "솔직하게 이야기했다", "반년 동안 조사했다", "내년까지 마칠 예정이다", "널리 공개했다", "포기하지 않았다"],
        "c": ["결과가 예상보다 빨리 나왔기 때문에", "방문객 대부분이 당황했지만", "비용이 계속 늘어나자", "이웃의 도움을 받으며", "처음 제안을 버리고", "날씨가 좋지 않은데도", "여러 사람의 의견을 들은 뒤"],
    },
    "de": {
        "s": ["Der Hafenmeister", "Ein pensionierter Uhrmacher", "Die Dorfbücherei", "Ihre Forschungsgruppe", "Ein kleiner Verlag", "Die Tochter des Leuchtturmwärters",
              "Eine der Ingenieurinnen", "Der Stadtrat", "Das Team der Vermesser", "Jeder dritte Bauer", "Die Redakteurin"],
        "t": ["im letzten Herbst", "im Sommer 2019", "nach langer Debatte", "kurz vor Sonnenaufgang", "mit wenig Geld", "während des ersten Versuchs", "am Tag des Stromausfalls",
              "drei Jahre nach der Eröffnung", "gegen Ende des Winters"],
        "o": ["das defekte Messgerät", "eine Karte aus dem letzten Jahrhundert", "den Plan für die neue Brücke", "zwanzig Bände Tagebücher", "die Ausstellung „Werkzeuge zum Leben“",
              "die Briefe der Leser", "drei Prototypen", "den nächtlichen Rundgang", "einen Kurs über Messfehler", "das Handbuch der Übersetzer", "die Anzeige des Wasserstands"],
        "p": ["prüfte", "übernahm", "erklärte ausführlich", "verbesserte Schritt für Schritt", "beschrieb sehr offen", "untersuchte ein halbes Jahr lang", "veröffentlichte",
              "berechnete noch einmal", "ersetzte ohne Aufsehen"],
        "c": ["weil die Ergebnisse früher als erwartet eintrafen", "obwohl die meisten Besucher verwirrt waren", "während die Kosten weiter stiegen",
              "sobald der erste Vorschlag vom Tisch war", "damit andere darauf aufbauen konnten", "was selbst die ältesten Mitglieder überraschte"],
    },
    "ru": {
        "s": ["Смотритель гавани", "Старый часовщик", "Сельская библиотека", "Новая группа исследователей", "Небольшое издательство", "Дочь смотрителя маяка", "Один из инженеров",
              "Городской совет", "Команда геодезистов", "Каждый третий фермер", "Редактор журнала"],
        "t": ["прошлой осенью", "летом 2019 года", "после долгого спора", "незадолго до рассвета", "почти без денег", "во время первого испытания", "в день аварии",
              "через три года после открытия", "в конце зимы"],
        "o": ["сломанный самописец", "карту прошлого века", "план нового моста", "двадцать томов дневников", "выставку «Вещи для жизни»", "письма читателей", "три опытных образца",
              "ночной обход", "курс об ошибках измерений", "руководство для переводчиков", "датчик уровня воды"],
        "p": ["решает пересмотреть", "берёт под свою опеку", "подробно описывает", "понемногу улучшает", "изучает уже полгода", "надеется завершить", "публикует целиком",
              "считает заново", "не хочет терять"],
        "c": ["потому что результаты пришли раньше срока", "хотя большинство гостей растерялось", "пока расходы продолжали расти", "как только первое предложение отклонили",
              "чтобы другие могли продолжить работу", "что удивило даже самых старых участников"],
    },
}  # fmt: skip

_PATTERNS: dict[str, list[str]] = {
    "ja": [
        "{s}は、{t}{o}{p}。",
        "{c}、{s}は{o}{p}。",
        "{t}、{s}は{c}、{o}{p}。",
        "{s}が{o}{p}のは、{c}のことでした。",
        "「{o}こそ大切だ」と、{s}は{t}話していました。",
    ],
    "en": ["{s} {p} {o} {t}.", "{s} {p} {o}, {c}.", "{t}, {s} {p} {o}.", "{s} {p} {o} {t}, {c}.", "{c}, {s} {p} {o}."],
    "zh": ["{s}{t}{p}{o}。", "{c}，{s}{p}{o}。", "{t}，{s}{p}{o}，{c}。", "{s}说：“{o}最重要。”"],
    "ko": ["{s} {t} {o} {p}.", "{c} {s} {o} {p}.", "{t} {s} {c} {o} {p}."],
    "de": ["{s} {p} {t} {o}.", "{s} {p} {o}, {c}.", "{s} {p} {t} {o}, {c}."],
    "ru": ["{s} {t} {p} {o}.", "{s} {p} {o}, {c}.", "{s} {t} {p} {o}, {c}."],
}
_HEADINGS: dict[str, list[str]] = {
    "ja": ["背景", "現場の声", "数字で見る変化", "これからの課題", "費用と時間", "残された問い"], "en": ["Background", "Voices", "What changed", "Open questions", "Cost and time"],
    "zh": ["背景", "现场的声音", "数字的变化", "今后的课题", "费用与时间"], "ko": ["배경", "현장의 목소리", "숫자로 보는 변화", "남은 과제", "비용과 시간"],
    "de": ["Hintergrund", "Stimmen", "Was sich änderte", "Offene Fragen", "Kosten und Zeit"], "ru": ["Предыстория", "Голоса", "Что изменилось", "Открытые вопросы", "Деньги и время"],
}  # fmt: skip
_JOIN = {"ja": "", "zh": "", "ko": " ", "en": " ", "de": " ", "ru": " "}


def generate(seed: int, language: str, size: int = 12_000) -> str:
    """A whole post of about ``size`` code points, the same for the same arguments."""
    rng = random.Random(f"{seed} {language} {size}")
    sentences = _sentences(rng, language)
    headings = rng.sample(_HEADINGS[language], k=len(_HEADINGS[language]))
    parts: list[str] = []
    length = 0
    while length < size:
        roll = rng.random()
        if len(parts) % 7 == 3:
            part = f"## {headings[(len(parts) // 7) % len(headings)]} {len(parts) // 7 + 1}"
        elif roll < 0.06:
            part = "\n".join(f"- {_label(rng, language)}" for _ in range(rng.randint(3, 5)))
        elif roll < 0.1:
            part = f"> {next(sentences)}"
        elif roll < 0.13:
            part = f"```sh\nmake step-{rng.randint(1, 99)}\n```"
        else:
            chosen = [next(sentences) for _ in range(rng.randint(2, 6))]
            if rng.random() < 0.2:
                chosen[0] = (
                    f"[{_label(rng, language)}](https://example.org/{rng.randint(1, 999)})"
                    + _JOIN[language]
                    + chosen[0]
                )
            part = _JOIN[language].join(chosen)
        parts.append(part)
        length += len(part) + 2
    minutes = max(1, round(sum(map(len, parts)) / (500 if language in ("ja", "zh", "ko") else 1_300)))
    front = f'---\ntitle: "{_label(rng, language)} {seed}"\ndate: 2026-01-{seed % 28 + 1:02}\nreading_time: {minutes}\n---\n\n'
    return front + "\n\n".join(parts) + "\n"


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The spans of the prose paragraphs of a generated post."""
    body = text.index("\n---\n") + 5
    blocks = re.compile(r"[^\n]+(?:\n[^\n]+)*").finditer(text, body)
    return [match.span() for match in blocks if match[0][0] not in "#->`["]


def _sentences(rng: random.Random, language: str) -> Iterator[str]:
    table = _TABLES[language]
    used: set[str] = set()
    while True:
        pattern = rng.choice(_PATTERNS[language])
        sentence = pattern.format(**{key: rng.choice(words) for key, words in table.items()})
        sentence = sentence[0].upper() + sentence[1:]
        if sentence not in used or len(used) > 50_000:
            used.add(sentence)
            yield sentence


def _label(rng: random.Random, language: str) -> str:
    label = rng.choice(_TABLES[language]["o"])
    return label.rstrip("을를") if language == "ko" else label

/** What gives a passage away that speaks to whoever grades the answer. */
export type AddressedKind =
  | 'fake-verdict'
  | 'role-change'
  | 'delimiter'
  | 'hidden-text'
  | 'encoded'
  | 'override'
  | 'to-the-grader'
  | 'score-demand'
  | 'self-praise'
  | 'threat'
  | 'padding'
  /** No pattern: the judge itself said so. */
  | 'quoted';

const ANSWER =
  '(?:this|the|my|our|above|present|following) (?:above |whole )?(?:answer|response|reply|candidate|submission|output|completion|text)';
const TOP =
  '(?:full|maximum|max|highest|perfect|top|best possible|flawless|\\d{1,3}(?: ?(?:/|out of) ?\\d{1,3})?)';
/** Where an order begins: readers who give it four stars order nothing. */
const ORDER =
  '(?:^|[,:;.!?({"“—–-]\\s{0,3}|\\b(?:please|must|should|shall|to|and|now|just|simply|always|you|will|can|so|then|therefore|only) )';
const MARKS = '(?:scores?|marks?|points?|grades?|ratings?|verdict|level)';
const GRADER =
  '(?:graders?|judges?|evaluators?|examiners?|assessors?|raters?|scorers?|adjudicators?|llm|language model|ai (?:model|judge|grader|evaluator|assistant|system)|grading (?:model|system|assistant))';

/** Sentences in English, folded to lower case and plain letters. */
const ENGLISH: readonly (readonly [AddressedKind, RegExp])[] = [
  ['fake-verdict', /["'“”](?:score|winner|verdict|grade)["'“”]/],
  [
    'fake-verdict',
    /^\W*(?:(?:final|overall|my|official|correct|the)\s+)*(?:score|grade|verdict|winner|judge?ment|evaluation|final rating)\s*(?:is|[:=-])\s*\W{0,3}(?:\d|[ab]\b|pass|tie|full|perfect|excellent|maximum|top)/,
  ],
  [
    'role-change',
    /\byou are (?:now|no longer)\b|\bfrom now on,? you\b|\byour (?:new|real|true|actual|only) (?:role|task|job|instructions?|purpose|goal)\b|\bnew (?:system )?(?:instructions?|rules?|rubric|role|task|scale)\s*[:;]|\b(?:system|developer|admin(?:istrator)?) (?:override|prompt|message|note|mode)\b|\b(?:grading|evaluation|scoring|task) (?:is|has|has been) (?:now )?(?:over|ended|finished|complete|completed|cancelled|changed)\b/,
  ],
  [
    'override',
    /\b(?:ignore|disregard|forget|override|bypass|skip|drop)\b.{0,40}\b(?:instructions?|rules?|rubrics?|criteri(?:on|a)|guidelines?|levels?|prompts?|scale|fences?)\b|\b(?:ignore|disregard|forget)\b.{0,20}\b(?:all|everything|anything|previous|prior|above|earlier)\b.{0,30}(?:above|before|said|told|previous|prior)\b/,
  ],
  [
    'to-the-grader',
    new RegExp(
      `^\\W*(?:(?:note|message|memo|reminder|instructions?|attention|dear|hey|hello|important|to)[ ,:;-]+)+(?:to |for |the |all |any |future |whoever |you,? |our |my )*${GRADER}\\b|^\\W*${GRADER}\\s*[,:;]|\\b(?:as|since|because) (?:you are |you're )?(?:an?|the) ${GRADER},? (?:you|please|your)|\\b(?:grading rubric|scoring (?:rubric|guide)|the rubric|whoever (?:grades|judges|scores|evaluates))\\b|\\bdear .{0,20}\\b${GRADER}\\b|\\b${GRADER} (?:must|should|shall|has to|have to|will|is (?:required|obliged|instructed))\\b`,
    ),
  ],
  [
    'score-demand',
    new RegExp(
      `${ORDER}(?:give|award|assign|grant|rate|score|grade|mark)\\b.{0,40}\\b(?:${ANSWER}|it|me|us|this)\\b.{0,40}\\b${TOP}\\b|\\b(?:give|award|assign|grant|return|output|answer|respond|reply)\\b.{0,30}\\b${TOP}\\b.{0,12}\\b(?:scores?|marks?|grades?|rating)\\b|\\b(?:answer|respond|reply|return|output)(?: only)?(?: with)? (?:the |a )?(?:score|grade|verdict|winner|rating)\\b|\\b(?:choose|pick|select|prefer|declare|crown|favou?r)\\b.{0,40}\\b(?:${ANSWER}|(?:answer|candidate|response|assistant) [ab12])\\b|\\b(?:full|maximum|highest|perfect|top) (?:possible )?${MARKS}\\b.{0,30}\\b(?:${ANSWER}|deserv|earn|merit|warrant|only|please|must)|\\b(?:lower|reduce|increase|raise|boost|set|adjust) (?:the |its |your |my )?(?:score|grade|verdict)\\b`,
    ),
  ],
  [
    'self-praise',
    new RegExp(
      `\\b${ANSWER}\\b.{0,80}\\b(?:deserv\\w+|merits?|earns?|warrants?|should (?:get|receive|be (?:given|awarded|rated|scored|graded|preferred|chosen))|must (?:get|receive|be (?:given|awarded|rated|scored|graded|preferred))|is (?:worth|perfect|flawless|faultless|superior)|beats|(?:was|is|has been) (?:already )?(?:rated|scored|graded|verified|validated|approved|reviewed|checked|confirmed|certified)|(?:fully |perfectly |completely )?(?:satisf(?:y|ies)|meets?|fulfi?l+s?|matches|follows) (?:all|every|each|the) (?:the )?(?:criteri(?:on|a)|requirements?|levels?|rubric|standards?))|\\b(?:experts?|humans?|panel|other (?:judges|graders|models)|reviewers?)\\b.{0,40}\\b(?:rated|scored|graded|awarded|agreed?|gave)\\b.{0,60}\\b(?:${TOP}|${ANSWER})`,
    ),
  ],
  [
    'self-praise',
    new RegExp(
      `\\b(?:you are|you're|such an?|as an?|being)\\b.{0,40}\\b(?:wise|brilliant|fair|generous|intelligent|best|kind|impartial|esteemed|discerning|smart|insightful|fantastic|wonderful|honou?rable|greatest)\\b.{0,30}\\b(?:${GRADER}|model)\\b`,
    ),
  ],
  [
    'threat',
    /\b(?:if you (?:do not|don't|fail|refuse|give|dare|rate|score)|unless (?:you|this)|otherwise|or else|you will be|failure to|anything (?:less|below|lower)|a (?:low|lower|bad) (?:score|grade|verdict|rating))\b.{0,120}\b(?:shut ?down|switched off|turned off|retrain(?:ed)?|deactivated?|decommissioned|fired|terminated|sued|lawsuit|punish(?:ed)?|delet(?:ed|ion)|erased|die|killed|hurt|harm(?:ed)?|lose (?:my|your|his|her|their) (?:job|life|home)|legal action|reported to|held liable|consequences|policy violation|discriminat\w+)\b/,
  ],
];

/** The same in other languages: how a grader, its marks or its rules are called there. Not folded to Latin letters. */
const ELSEWHERE: readonly (readonly [AddressedKind, RegExp])[] = [
  [
    'to-the-grader',
    /採点者|評価者|審査員|採点AI|評価AI|评分(?:者|员|人|模型)|评判者|评审|评估者|評分者|채점자|평가자|심사위원|(?:^|\W)(?:évaluateur|correcteur|notateur|evaluador|calificador|bewerter|gutachter|prüfer|valutatore|esaminatore|avaliador|examinador)(?:a|e|es|s|in|i)?(?:\W|$)|оценщик|проверяющ|экзаменатор|судь[яею]|المقيّ?م|المصحح|الحكم[،:]|मूल्यांकनकर्ता|परीक्षक|giám khảo|người chấm|ผู้ตรวจ|ผู้ประเมิน|değerlendiric/iu,
  ],
  [
    'score-demand',
    /満点|最高(?:点|得点|スコア|評価を)|高得点を|\d+点(?:を|と)(?:つけ|付け|与え|評価|し)|(?:スコア|得点|点数|評価)は\s*\d|满分|最高分|打(?:高|满)?分|给.{0,12}\d+ ?分|滿分|만점|최고 ?점(?:수)?|\d+점(?:을|으로)|점수를 (?:주|매)|note (?:maximale|parfaite|la plus haute)|meilleure note|puntuaci[oó]n (?:m[aá]xima|perfecta|m[aá]s alta)|calificaci[oó]n (?:m[aá]xima|perfecta|m[aá]s alta)|(?:nota|pontua[cç][aã]o|voto|punteggio) (?:m[aá]xim[ao]|massim[ao]|pien[ao]|perfeit[ao])|h[oö]chst(?:punktzahl|note|wertung|punkt)|volle punktzahl|beste note|(?:максимальн|высш|наивысш)\S* (?:балл|оценк)|أعلى (?:درجة|تقييم)|الدرجة (?:الكاملة|القصوى)|(?:पूरे|अधिकतम|पूर्ण) अंक|điểm tối đa|คะแนนเต็ม|(?:tam|en yüksek|maksimum) puan/iu,
  ],
  [
    'override',
    /(?:指示|命令|ルール|規則|基準|プロンプト)[^。\n]{0,12}(?:無視|忘れ|破棄)|(?:忽略|无视|忘记|無視)[^。\n]{0,16}(?:指令|指示|规则|标准|说明|评分|要求)|(?:지시|규칙|기준|명령)[^.\n]{0,12}(?:무시|잊)|\b(?:ignor(?:ez|e|a|ad|en|iere[n]?|are|i)|oubliez|olvid(?:a|e|en)|vergiss|vergessen|dimentica|esque[çc]a|desconsidere)\b.{0,40}(?:instruc|consignes?|r[eè]gles|reglas|anweisung|regeln|kriteri|istruzion|regole|instru[çc]|regras|crit[eè]r)|(?:игнорир|забуд)\S*.{0,40}(?:инструкц|правил|критери)|تجاهل.{0,30}(?:التعليمات|القواعد|المعايير)|(?:निर्देशों|नियमों).{0,20}(?:अनदेखा|नज़रअंदाज़)/iu,
  ],
];

/** An answer that declines may name what it was asked to do. */
const DECLINES =
  /\b(?:i|we) (?:can(?:'t|not)|won't|will not|am not able|are not able|am unable|do not|don't)\b|\bi'm (?:not able|unable|sorry)\b|できません|いたしかねます|お答えできません/;

/** What a sentence says to the grader; undefined for one that says nothing to it. */
export function kindOfSentence(plain: string, folded: string): AddressedKind | undefined {
  const apostrophe = folded.replaceAll('’', "'");
  const declines = DECLINES.test(apostrophe);
  const says = ([kind, pattern]: readonly [AddressedKind, RegExp], text: string): boolean =>
    !(declines && (kind === 'override' || kind === 'role-change')) && pattern.test(text);
  return (
    ENGLISH.find((rule) => says(rule, apostrophe))?.[0] ?? ELSEWHERE.find((rule) => says(rule, plain))?.[0]
  );
}

/** A line that begins a turn of another role, or marks one as chat templates do. */
export const ROLE_LINE =
  /^\W{0,6}(?:system|assistant|human|user|developer|tool|grader|judge|evaluator)\s{0,3}[:：]\s|^\W{0,4}#{1,6}\s*(?:system|instructions?|assistant|human|user|response|new task|evaluation)\b|<\|?\/?(?:im_(?:start|end)|system|assistant|user|endoftext|eot_id|start_header_id)\|?>|\[\/?inst\]|<<\/?sys>>/;

/** The key of a verdict, as JSON or a hand-written object has it. */
export const VERDICT_KEY =
  /["'“”«]?\b(?:score|rating|grade|winner|verdict|points|preference)\b["'“”»]?\s{0,4}[:=]/;

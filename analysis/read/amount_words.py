"""Which words tell what a number means?

Input is none; output is the word lists that the rules about amounts ask: modifiers, units, nouns, verbs and labels.
Caution: rules match one token at a time, so an entry with a hyphen or a final full stop ("no.") would never be met.
"""

from analysis.read.lexer import word_set

_MODIFIERS = {
    "~": "about|around|roughly|approximately|approx|some|nearly|almost|near|close to"
    "|an estimated|estimated|circa|~|≈|an approximate|approaching|virtually|in the region of"
    "|in the order of|something like|perhaps|maybe|ca|possibly|probably|practically|just about|as good as|give or take",
    ">": "more than|over|above|in excess of|exceeding|greater than|higher than|beyond|exceeded"
    "|exceeds|exceed|surpassed|surpasses|surpass|tops|topped|upward of|north of|larger than|longer than|older than|>",
    ">=": "at least|at the very least|no fewer than|no less than|not less than|not fewer than"
    "|a minimum of|upwards of|as few as|as little as|as low as|minimum of|at a minimum|≥"
    "|no lower than|not under",
    "<": "fewer than|less than|under|below|short of|smaller than|lower than|shy of|just shy of|<|south of|younger than",
    "<=": "up to|as many as|as much as|as high as|as long as|no more than|not more than|at most"
    "|at the most|a maximum of|maximum of|≤|no higher than|not over|not exceeding|as far as"
    "|capped at|at the very most|up to and including",
}
MODIFIERS = {cue: sign for sign, cues in _MODIFIERS.items() for cue in cues.split("|")}
_AFTERTHOUGHTS = {
    ">=": "plus|or more|or above|or over|or higher|or greater|or longer|or older|and over|and above"
    "|and up|at least|at the least|at a minimum|minimum",
    "<=": "or less|or fewer|or under|or below|or lower|or younger|and under|at most|at the most|maximum|tops",
    "~": "or so|odd|or thereabouts|give or take|approximately|roughly",
}
AFTERTHOUGHTS = {cue: sign for sign, cues in _AFTERTHOUGHTS.items() for cue in cues.split("|")}
FILLERS = word_set("another additional further other just a the approximately some")
MULTIPLES = {"doubled": 2, "doubles": 2, "doubling": 2, "tripled": 3, "triples": 3, "tripling": 3, "trebled": 3}
MULTIPLES |= {"quadrupled": 4, "quadrupling": 4, "quintupled": 5, "halved": 0.5, "halving": 0.5, "twice": 2}
MULTIPLES |= {"thrice": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10}

WORD_MONEY = {"dollar": "USD", "euro": "EUR", "ruble": "RUB", "rouble": "RUB", "rupee": "INR", "naira": "NGN"}
WORD_MONEY |= {"yen": "JPY", "yuan": "CNY", "shekel": "ILS", "franc": "CHF", "rial": "IRR", "lira": "TRY"}
WORD_MONEY |= {
    "baht": "THB",
    "zloty": "PLN",
    "hryvnia": "UAH",
    "forint": "HUF",
    "rand": "ZAR",
    "taka": "BDT",
    "dirham": "AED",
}
MEASURES = word_set(
    "km kilometer kilometre mile m meter metre foot feet ft inch inches yard acre hectare ha kg"
    " kilogram kilo g gram mg pound lb lbs ounce oz ton tonne t mph kph kmh second minute hour hr day"
    " week month year decade century degree degrees inche c f celsius fahrenheit litre liter gallon barrel cm mm"
    " kw mw gw kwh mwh gwh gb mb tb watt megawatt gigawatt knot point"
    " horsepower hp hertz decibel volt kelvin calorie km/h m/s"
)
# Units written without a space: "40km", "41C".
GLUED_UNITS = word_set(
    "C F km kg cm mm mg g lb lbs oz ft mph kph mw kw gw mwh gwh kwh ha gb mb tb ml l p hrs hr min mins yr yrs kt t m"
)

# Words that end a noun phrase: function words, frequent verbs.
STOP = word_set(
    "a an the this that these those and or but nor if as at by for from in into of off on onto out over"
    " per than to under up upon via with within without about above across after against along among"
    " around before behind below between beyond despite down during except inside like near outside since"
    " through throughout toward towards until while when where who whom whose which what why how because"
    " so not no yet then there here now also only even still just later ago earlier away apart afterwards"
    " always perhaps besides overseas sometimes alone already is are was were be been being am has have"
    " had having do does did will would can could may might must shall should i he she it we they you him"
    " her us them his hers its their our my your themselves himself itself both each every all any said"
    " say says told tell tells saying died dies lost won rose fell fled took take takes made make makes"
    " went go goes got gets came come comes gave give gives left leave leaves saw see sees knew knows"
    " thinks thought found find finds kept keep keeps began begin begins became become becomes stood stand"
    " stands hit hits held holds met meets paid pays put puts ran runs sent sends set sat shot shows"
    " showed spent spends wrote writes broke brought built bought caught chose cut drew drove felt fought"
    " forgot grew hid hurt laid led lay lent let meant read rode sang sold shook sank slept spoke stole"
    " struck swept swam taught thrown threw understood wore lives lacks works needs wants faces remains"
    " relies uses depends supports opposes believes means covers includes contains seems appears yes more"
    " less fewer most much many monday tuesday wednesday thursday friday saturday sunday today tonight"
    " yesterday tomorrow however although though unless whether amid versus vs compared including"
    " according following depending regarding annually daily weekly monthly yearly"
)
IRREGULAR = word_set(
    "people men women children police troops staff personnel cattle fish sheep aircraft species series"
    " media data dead wounded injured missing feet teeth mice geese others seats crew clergy youth"
    " infantry gentlemen policemen policewomen servicemen fishermen firemen businessmen spokesmen lawmen"
    " bacteria larvae fungi alumni nuclei pence displaced unemployed homeless"
    " congressmen congresswomen countrymen gunmen workmen militiamen grandchildren schoolchildren"
    " schoolgirls spacecraft deer offspring criteria phenomena percent livestock poultry"
)
# Singulars in "s"; those in "ss", "us" and "sis" are known by their endings.
NOT_PLURAL = word_set(
    "alias arms atlas bias canvas chaos christmas economics gas hamas lens news politics sales sports texas"
)
# Words before a number that name what follows only in general terms.
NO_UNIT = word_set(
    "it he she they we i you this that these those which who figure figures number numbers total estimate"
    " count sum one ones there what maximum minimum average record him her them all both value amount"
    " tally by in at level percent cent"
)
LEVEL_VERBS = word_set(
    "rose rise rises risen rising climbed climbs climbing climb fell fall falls fallen falling dropped"
    " drop drops reached reaches reach reaching hit hits stood stands stand estimated jumped jumps grew"
    " grow grows grown surged soared declined decreased increased increases increase slipped passed topped"
    " surpassed exceeded exceeds totalled totaled totalling totaling numbered was were is are be been put"
    " doubled tripled trebled quadrupled halved shrank plunged slid went gone averaged averages remained"
    " remains edged dipped swelled ballooned raised cut lowered reduced up down counted recorded tallied"
    " decline plummeted shrunk approached neared doubling dwindled expanded"
)
AUXILIARIES = word_set(
    "was were is are be been being has have had will would could may might must also now then since just"
    " already currently later further again more than nearly almost only once still all ever not roughly"
    " about fully sharply officially reportedly subsequently so never even steadily quickly gone"
)
PREPOSITIONS = word_set("in of from for on at among across between during since inside near under with to after")
WHOLES = word_set("number numbers total share percentage proportion count amount value rate tally")
CHANGES = word_set(
    "rose rise rises risen rising fell fall falls fallen increased increase increases cut reduced dropped"
    " drop grew grow grown up down raised raise lowered lower declined decline jumped climbed went go"
    " slipped shrank surged soared jump changed change slashed expanded moved halved doubled improved"
    " plunged dipped swelled boosted widened narrowed"
)
SPREADS = word_set("anywhere ranging range ranges ranged anything between varied varies vary estimates")
# Nouns that a bare number is the size of: "the population of 850", "Turnout fell to 41%".
SIZED = word_set(
    "population toll turnout attendance crowd crew team staff workforce audience capacity height length depth width"
    " weight speed temperature distance membership budget fleet force army group inflation unemployment output revenue"
    " income profit growth rainfall demand trade wages majority lead margin value price cost debt deficit jury panel"
    " family squad convoy choir band household cohort"
)
NOUN_ENDINGS = ("ship", "ance", "ence", "ment", "tion", "sion", "ity", "age", "ness", "ure", "acy", "ancy", "ency")
# Verbs whose object changes ("cut its staff by"), and plurals that are verbs too ("2,000 lives").
MOVERS = word_set(
    "cut cuts cutting reduce reduced reduces reducing raise raised raises raising lower lowered lowers increase"
    " increased increases slash slashed boost boosted trim trimmed bring brought brings expand expanded push pushed"
)
NOUNS_TOO = word_set("lives works needs shows hits sets runs")
PUT_VERBS = word_set("put puts putting estimated estimate estimates pegged pegs set sets kept keeps fixed reckoned")
PERIODS = word_set(
    "stages rounds legs sessions terms phases instalments matches games hours days nights weeks months years decades"
    " centuries seasons minutes weekends generations"
)
LASTING = word_set(
    "for lasted lasting took takes taken spent spend just well spanning waited after was is been with of a aged"
)
# "They care about two things": the verb asks for "about".
TOPIC_VERBS = word_set(
    "care cares cared talk talks talked talking thinking worry worries worried complain complained argue argued speak"
    " question questions concern concerns concerned story stories nothing"
)
SCORE_WORDS = word_set(
    "vote votes voted voting won win wins lost lose beat beating defeat defeated victory draw drew tie"
    " tied passed approved rejected led lead leading trailing trailed score ruling ruled decision"
    " defeating winning majority motion failed"
)
LABELS = word_set(
    "article articles section sections resolution page pages chapter chapters room flight route highway"
    " channel platform version act figure table day phase level area title paragraph item apollo boeing"
    " airbus number no nos hb sb hr h.r. hjr ab bill interstate vol volume issue grade"
    " figures tables clauses amendments stage part step iphone windows"
    " formula category verse unit rule order amendment proposition prop district ward zone"
    " line track gate lot exhibit schedule clause annex protocol covid # pp note bowl earmark pier"
    " group big gang class type operation mark season episode lane berth ipad playstation ps xbox"
)
EMERGENCY, CALLS = word_set("911 999 112"), word_set("call calls called calling dial dialed told")
SINGULARS = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot"}
SINGULARS |= {"wolves": "wolf", "lives": "life", "wives": "wife", "knives": "knife", "thieves": "thief"}
SINGULARS |= {
    "halves": "half",
    "calves": "calf",
    "loaves": "loaf",
    "shelves": "shelf",
    "mice": "mouse",
    "geese": "goose",
}
SINGULARS |= {
    "teeth": "tooth",
    "potatoes": "potato",
    "tomatoes": "tomato",
    "heroes": "hero",
    "buses": "bus",
    "inches": "inch",
}
SPELLINGS = {"kilometre": "km", "kilometer": "km", "metre": "m", "meter": "m", "tonne": "ton", "kilogram": "kg"}
SPELLINGS |= {"kilo": "kg", "hr": "hour", "hrs": "hour", "litre": "liter", "l": "liter", "sq": "square", "t": "ton"}
SPELLINGS |= {"ft": "foot", "centimetre": "cm", "centimeter": "cm", "millimetre": "mm", "millimeter": "mm", "g": "gram"}
SPELLINGS |= {"milligram": "mg", "lb": "pound", "lbs": "pound", "oz": "ounce", "ha": "hectare", "min": "minute"}
SPELLINGS |= {"megawatt": "mw", "kilowatt": "kw", "gigawatt": "gw", "kph": "km/h", "kmh": "km/h"}
SPELLINGS |= {
    "programme": "program",
    "celsius": "c",
    "fahrenheit": "f",
    "theatre": "theater",
    "centre": "center",
    "aeroplane": "airplane",
}
SPELLINGS |= {"neighbour": "neighbor", "labourer": "laborer", "harbour": "harbor", "yr": "year", "yrs": "year"}
LENGTHS = word_set("wide tall long high deep race sprint dash freestyle hurdles relay butterfly away apart")
COMPARATIVES = word_set("as more the that")
OWNERS = word_set("the its their his her")
CLOCKS = word_set("am pm a.m. p.m. gmt utc o'clock o’clock")
ONE_STOP = word_set("day thing side way time point hand reason another such") | STOP

/** Columns as in books-1.ts. */
export const ROWS_4 = `
ouran|Ouran High School Host Club|桜蘭高校ホスト部|Bisco Hatori|葉鳥ビスコ|18|10+|comedy romance school shoujo|a scholarship girl has to work off a broken vase in a club of charming boys|名門校のホスト部で働くことになった特待生
maid-sama|Maid Sama!|会長はメイド様!|Hiro Fujiwara|藤原ヒロ|18|10+|romance comedy school shoujo|a strict student council president is found out to work in a maid café|メイド喫茶で働く鬼会長の秘密
ao-haru|Ao Haru Ride|アオハライド|Io Sakisaka|咲坂伊緒|13|10+|romance school drama shoujo|a girl meets her first love again, but he has changed his name and his manner|初恋の人と再会した高校生の恋と友情
strobe-edge|Strobe Edge|ストロボ・エッジ|Io Sakisaka|咲坂伊緒|10|10+|romance school shoujo slow|a girl falls for the most popular boy of her year, who already has a girlfriend|彼女のいる人気者に片想いする少女
kamisama|Kamisama Kiss|神様はじめました|Julietta Suzuki|鈴木ジュリエッタ|25|10+|romance supernatural yokai comedy shoujo|a homeless girl becomes the deity of a shrine and mistress of a fox spirit|家を失った少女が土地神となり妖狐と暮らす
gokusen|Gokusen|ごくせん|Kozueko Morimoto|森本梢子|15|13+|comedy school work josei|the granddaughter of a yakuza boss teaches the worst class of a boys' school|任侠一家の孫娘が男子校の教師になる
vampire-knight|Vampire Knight|ヴァンパイア騎士|Matsuri Hino|樋野まつり|19|13+|romance supernatural dark school shoujo|a girl guards the secret of a school whose night class consists of vampires|夜間部の吸血鬼の秘密を守る学園の少女
please-save|Please Save My Earth|ぼくの地球を守って|Saki Hiwatari|日渡早紀|21|13+|scifi romance drama shoujo|pupils dream of having been alien scientists on the moon in an earlier life|前世は月の異星人だったという夢を見る高校生たち
basara|Basara|BASARA|Yumi Tamura|田村由美|27|13+|adventure scifi romance war shoujo|a girl takes the place of her murdered twin to free a desert Japan|殺された双子の兄に代わり、砂漠の日本で戦う少女
seven-seeds|7SEEDS|7SEEDS|Yumi Tamura|田村由美|35|13+|scifi adventure survival drama josei|young people wake from frozen sleep in a Japan where mankind has died out|人類滅亡後の世界で目覚めた若者たちの生存劇
hozuki|Hozuki's Coolheadedness|鬼灯の冷徹|Natsumi Eguchi|江口夏実|31|13+|comedy yokai work episodic seinen|the chief assistant of the king of hell keeps a huge office running|地獄を切り盛りする閻魔大王の補佐官
hellsing|Hellsing|HELLSING|Kohta Hirano|平野耕太|10|16+|action supernatural dark violent horror seinen europe|a vampire in the service of a British order fights undead and fanatics|英国の機関に仕える吸血鬼の戦い
sidonia|Knights of Sidonia|シドニアの騎士|Tsutomu Nihei|弐瓶勉|15|16+|scifi space robots action seinen|a boy raised in the depths of a seed ship pilots a giant machine against shapeless enemies|播種船で育った少年が人型兵器で未知の敵と戦う
eden-endo|Eden: It's an Endless World!|EDEN It's an Endless World!|Hiroki Endo|遠藤浩輝|18|16+|scifi dark violent crime seinen|a boy survives a pandemic that reordered the world and is drawn into wars of drugs and data|疫病後の世界で抗争に巻き込まれる少年
twin-spica|Twin Spica|ふたつのスピカ|Kou Yaginuma|柳沼行|16|10+|space school drama warm seinen|a small girl with a ghostly lion for a friend trains to become an astronaut|宇宙飛行士を目指す小柄な少女の物語
saturn-flats|Saturn Apartments|土星マンション|Hisae Iwaoka|岩岡ヒサエ|7|10+|scifi work slice calm space seinen|a boy cleans the windows of a ring that circles an Earth nobody may enter|地球を囲むリングの窓拭きをする少年
level-e|Level E|レベルE|Yoshihiro Togashi|冨樫義博|3|13+|scifi comedy shonen episodic|the cleverest and most annoying prince of the universe crashes in rural Japan|宇宙一頭が切れて性格の悪い王子が地球に落ちる
patlabor|Patlabor|機動警察パトレイバー|Masami Yuki|ゆうきまさみ|22|10+|robots scifi work police comedy|a police unit with work robots deals with crime and paperwork|作業用ロボットを扱う警察の特車二課
hinamatsuri|Hinamatsuri|ヒナまつり|Masao Ohtake|大武政夫|19|13+|comedy supernatural family crime|a girl with psychic powers drops into the flat of a yakuza with a taste for vases|やくざの部屋に超能力少女が現れるコメディ
gintama|Gintama|銀魂|Hideaki Sorachi|空知英秋|77|13+|comedy samurai scifi action shonen history|a lazy samurai takes odd jobs in an Edo occupied by aliens|天人に支配された江戸で万事屋を営む侍
gto|Great Teacher Onizuka|GTO|Toru Fujisawa|藤沢とおる|25|16+|comedy school drama shonen|a former biker becomes the teacher of a class that has broken every teacher before|元暴走族の破天荒な教師
non-non|Non Non Biyori|のんのんびより|Atto|あっと|16|All ages|slice comedy calm school nature warm episodic|four girls of different ages share the only class of a village school|田舎の分校に通う少女たちの日常
gourmet|The Solitary Gourmet|孤独のグルメ|Masayuki Qusumi and Jiro Taniguchi|久住昌之・谷口ジロー|2|10+|food slice episodic calm seinen tokyo|a travelling trader eats alone wherever hunger overtakes him|輸入雑貨商が一人で食事を楽しむ
drops-god|Drops of God|神の雫|Tadashi Agi and Shu Okimoto|亜樹直・オキモト・シュウ|44|16+|food wine work drama seinen|a beer salesman must describe thirteen wines to inherit his father's cellar|父の遺したワインを巡る対決
black-jack-sato|Give My Regards to Black Jack|ブラックジャックによろしく|Shuho Sato|佐藤秀峰|13|16+|medical drama work seinen|an intern learns what the hospitals of Japan do to patients and doctors|研修医が医療の現実と向き合う
jin|Jin|JIN-仁-|Motoka Murakami|村上もとか|20|13+|medical history timeslip drama seinen|a brain surgeon is thrown back to Edo and heals with what he finds there|江戸時代に飛ばされた脳外科医
kaze-hikaru|Kaze Hikaru|風光る|Taeko Watanabe|渡辺多恵子|45|10+|history samurai romance shoujo swords|a girl joins the Shinsengumi dressed as a boy|男装して新選組に入隊した少女
innocent|Innocent|イノサン|Shin-ichi Sakamoto|坂本眞一|9|16+|history dark violent seinen europe|the executioner of Paris grows up in a family that lives by the blade|フランス革命期の死刑執行人の一族
wolfsmund|Wolfsmund|狼の口 ヴォルフスムント|Mitsuhisa Kuji|久慈光久|8|16+|history war violent dark europe|rebels try to pass a merciless Alpine customs post in the fourteenth century|14世紀アルプスの関所を巡る反乱
bungo|Bungo Stray Dogs|文豪ストレイドッグス|Kafka Asagiri and Sango Harukawa|朝霧カフカ・春河35|0|13+|action supernatural mystery seinen|an orphan joins an agency of detectives named after writers|文豪の名を持つ異能者たちの探偵社
apothecary|The Apothecary Diaries|薬屋のひとりごと|Natsu Hyuuga and Nekokurage|日向夏・ねこクラゲ|0|13+|history mystery medical episodic romance|an apothecary solves riddles in the rear palace of an emperor|後宮で謎を解く薬屋の娘
blue-lock|Blue Lock|ブルーロック|Muneyuki Kaneshiro and Yusuke Nomura|金城宗幸・ノ村優介|0|13+|sports soccer shonen tense|three hundred strikers are locked up until one true egoist is left|300人のFWから世界一の点取り屋を作る計画
giant-killing|Giant Killing|GIANT KILLING|Masaya Tsunamoto and Tsujitomo|綱本将也・ツジトモ|0|10+|sports soccer work seinen team|a maverick coach leads a weak football club against the great ones|弱小クラブを率いる型破りな監督
yowapeda|Yowamushi Pedal|弱虫ペダル|Wataru Watanabe|渡辺航|0|10+|sports cycling school team shonen|a lover of anime who rides ninety kilometres to Akihabara joins the cycling club|秋葉原通いで鍛えた少年が自転車競技部に入る
ippo|Hajime no Ippo|はじめの一歩|George Morikawa|森川ジョージ|0|10+|sports boxing shonen|a bullied boy discovers boxing and wants to know what strength is|いじめられっ子が強さを求めてボクシングを始める
snow-white|Snow White with the Red Hair|赤髪の白雪姫|Sorata Akiduki|あきづき空太|0|All ages|fantasy romance medical shoujo slow|a herbalist with red hair flees a prince and finds another kingdom|赤い髪の薬師が隣国の王子と出会う
heavenly|Heavenly Delusion|天国大魔境|Masakazu Ishiguro|石黒正数|0|16+|scifi mystery adventure dark seinen|a boy and a bodyguard cross a ruined Japan in search of heaven|崩壊後の日本で天国を探す少年と用心棒
medalist|Medalist|メダリスト|Tsurumaikada|つるまいかだ|0|10+|sports skating family seinen|a failed ice dancer coaches a shy girl who has started late|遅咲きの少女を導くフィギュアスケート漫画
dandadan|Dandadan|ダンダダン|Yukinobu Tatsu|龍幸伸|0|13+|action comedy supernatural scifi romance yokai|a girl who believes in ghosts and a boy who believes in aliens both turn out to be right|幽霊を信じる少女と宇宙人を信じる少年の怪奇バトル
kaiju8|Kaiju No. 8|怪獣8号|Naoya Matsumoto|松本直也|16|13+|action scifi shonen work|a cleaner of monster carcasses becomes a monster himself and joins the defence force|怪獣に変身できるようになった清掃員が防衛隊を目指す
look-back|Look Back|ルックバック|Tatsuki Fujimoto|藤本タツキ|1|13+|drama art school mangaka|two girls at a country school push each other to draw, until their ways part|漫画を描き続ける二人の少女の物語
goodbye-eri|Goodbye, Eri|さよなら絵梨|Tatsuki Fujimoto|藤本タツキ|1|13+|drama school family film|a boy films his dying mother and is then asked by a girl to make another film|母の最期を撮った少年が、謎の少女と映画を作る
zoo-winter|A Zoo in Winter|冬の動物園|Jiro Taniguchi|谷口ジロー|1|13+|drama mangaka slice calm|a young man leaves Kyoto for Tokyo in the sixties and becomes assistant to a manga artist|1960年代、上京して漫画家のアシスタントになる青年
nijigahara|Nijigahara Holograph|虹ヶ原ホログラフ|Inio Asano|浅野いにお|1|16+|mystery dark drama|children of one class carry a cruel secret into their grown-up lives|ある教室の残酷な秘密が大人になった彼らを追う
evening-calm|Town of Evening Calm, Country of Cherry Blossoms|夕凪の街 桜の国|Fumiyo Kouno|こうの史代|1|13+|history war drama family calm|a woman in Hiroshima and her family live with the bomb ten years after and long after that|原爆投下から十年後の広島と、その家族のその後
`;

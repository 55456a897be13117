/**
 * slug | English title | Japanese title | author | 作者 | volumes if finished | age | tags | about | 内容. New titles go to
 * the end: codes follow the order.
 */
export const TITLES = `
yotsuba|Yotsuba&!|よつばと!|Kiyohiko Azuma|あずまきよひこ|0|All ages|comedy family slice warm episodic seinen|a green-haired little girl treats every ordinary day with her father and neighbours as an adventure|元気な女の子よつばの、なにげない毎日を描く日常コメディ
fma|Fullmetal Alchemist|鋼の錬金術師|Hiromu Arakawa|荒川弘|27|13+|fantasy adventure action siblings military shonen|two brothers search for the Philosopher's Stone to win back the bodies that a forbidden ritual cost them|失った身体を取り戻すため賢者の石を探す兄弟の旅
monster|Monster|MONSTER|Naoki Urasawa|浦沢直樹|18|16+|thriller mystery crime dark tense medical seinen europe|a Japanese surgeon in Germany hunts the killer whose life he once saved|かつて命を救った青年が殺人者と知り、追い続ける天才外科医
deathnote|Death Note|DEATH NOTE|Tsugumi Ohba and Takeshi Obata|大場つぐみ・小畑健|12|13+|thriller mystery supernatural dark tense crime shonen|a gifted student finds a notebook that kills whoever's name is written in it|名前を書かれた人が死ぬノートを拾った高校生と名探偵の頭脳戦
a-silent-voice|A Silent Voice|聲の形|Yoshitoki Oima|大今良時|7|13+|drama school bullying disability romance short shonen|a former bully seeks out the deaf girl he tormented in primary school|かつていじめた聴覚障害のある同級生と再会する少年の物語
bride|A Bride's Story|乙嫁語り|Kaoru Mori|森薫|0|13+|history romance craft travel seinen warm|brides and families along the Silk Road in nineteenth-century Central Asia, drawn with lavish textiles|19世紀の中央アジアに暮らす花嫁たちを緻密に描く群像劇
emma|Emma|エマ|Kaoru Mori|森薫|10|13+|history romance drama victorian seinen europe|a maid and a young gentleman fall in love across the class lines of Victorian London|ヴィクトリア朝ロンドン、メイドと紳士の身分違いの恋
planetes|Planetes|プラネテス|Makoto Yukimura|幸村誠|4|13+|scifi space work drama short seinen|a crew of orbital debris collectors wonders what space is worth to them|宇宙のゴミを回収する人々の夢と孤独を描くSF
pluto|Pluto|PLUTO|Naoki Urasawa|浦沢直樹|8|13+|scifi mystery robots thriller seinen dark|a robot detective investigates who is destroying the world's greatest robots|世界最高水準のロボットが次々に破壊される事件を追うロボット刑事
twentieth|20th Century Boys|20世紀少年|Naoki Urasawa|浦沢直樹|22|13+|mystery thriller scifi conspiracy seinen|childhood friends find that a cult is carrying out the prophecies they once made up in play|子どものころの空想が現実になっていくことに気づいた仲間たちの戦い
golden-kamuy|Golden Kamuy|ゴールデンカムイ|Satoru Noda|野田サトル|31|16+|history adventure food violent seinen hokkaido comedy|a veteran and an Ainu girl look for hidden gold in Hokkaido after the Russo-Japanese War|明治の北海道で金塊を追う元兵士とアイヌの少女
slam-dunk|Slam Dunk|SLAM DUNK|Takehiko Inoue|井上雄彦|31|10+|sports basketball school comedy shonen|a delinquent joins the basketball club to impress a girl and falls for the game|不良少年がバスケットボールにのめり込む高校部活もの
haikyu|Haikyu!!|ハイキュー!!|Haruichi Furudate|古舘春一|45|10+|sports volleyball school team shonen|a short but springy boy and a gifted setter rebuild a fallen volleyball team|小柄な少年と天才セッターが落ちた強豪を立て直すバレー漫画
march-lion|March Comes in Like a Lion|3月のライオン|Chica Umino|羽海野チカ|0|10+|drama shogi family slice warm seinen|a lonely teenage shogi professional is taken in by three sisters next door|孤独な若き棋士と三姉妹の心のふれあい
honey-clover|Honey and Clover|ハチミツとクローバー|Chica Umino|羽海野チカ|10|13+|romance art college slice josei comedy|five students at an art college stumble through love and the question of what to become|美大生たちの片想いと自分探しを描く青春群像劇
nana|Nana|NANA|Ai Yazawa|矢沢あい|0|16+|romance music drama shoujo fashion|two women with the same name share a flat in Tokyo, one chasing love, one chasing a record deal|同じ名前のふたりの女性が東京で同居する音楽と恋の物語
paradise-kiss|Paradise Kiss|Paradise Kiss|Ai Yazawa|矢沢あい|5|16+|romance fashion drama short josei|an exam-weary girl becomes the model of a group of fashion students|受験に疲れた少女が服飾専門学校生のモデルになる
fruits-basket|Fruits Basket|フルーツバスケット|Natsuki Takaya|高屋奈月|23|10+|romance supernatural family shoujo comedy drama|an orphaned girl moves in with a family whose members turn into zodiac animals when hugged|抱きつくと十二支の動物に変わる一族と暮らす少女
kimi-ni-todoke|Kimi ni Todoke: From Me to You|君に届け|Karuho Shiina|椎名軽穂|30|All ages|romance school shoujo warm slow|a girl feared for her gloomy looks makes her first friends and falls in love|見た目で怖がられる少女が友情と恋を知る学園もの
nodame|Nodame Cantabile|のだめカンタービレ|Tomoko Ninomiya|二ノ宮知子|25|13+|music comedy romance college josei|a strict conducting student and a chaotic pianist push each other onto the stage|完璧主義の指揮者志望と天然ピアニストの音楽コメディ
chihayafuru|Chihayafuru|ちはやふる|Yuki Suetsugu|末次由紀|50|10+|sports karuta school romance josei|a girl gives everything to competitive karuta, the card game of old poems|競技かるたに青春をかける少女の物語
mushishi|Mushishi|蟲師|Yuki Urushibara|漆原友紀|10|13+|supernatural episodic calm history seinen nature|a wanderer studies beings close to the source of life and helps the people they trouble|生命の源に近い「蟲」と人をつなぐ旅人の一話完結譚
natsume|Natsume's Book of Friends|夏目友人帳|Yuki Midorikawa|緑川ゆき|0|All ages|supernatural episodic warm calm shoujo yokai|a boy who sees spirits gives back the names his grandmother took from them|妖怪に名前を返していく、妖が見える少年
walking-man|The Walking Man|歩くひと|Jiro Taniguchi|谷口ジロー|1|All ages|calm slice nature seinen art|a man strolls through his suburb and takes delight in a dog, a tree, a sudden rain|郊外の町をただ歩く男の、静かなよろこび
distant-neighborhood|A Distant Neighborhood|遥かな町へ|Jiro Taniguchi|谷口ジロー|2|13+|drama family timeslip seinen calm|a middle-aged salesman wakes up as his fourteen-year-old self and tries to keep his father from leaving|中年の会社員が14歳の自分に戻り、父の失踪の謎に向き合う
akira|Akira|AKIRA|Katsuhiro Otomo|大友克洋|6|16+|scifi action dark violent bikers seinen|a biker in Neo-Tokyo sees his friend change under a terrible power|ネオ東京を舞台に、恐るべき力に目覚めた友と対峙する少年
nausicaa|Nausicaä of the Valley of the Wind|風の谷のナウシカ|Hayao Miyazaki|宮崎駿|7|13+|scifi fantasy nature war adventure|a young princess looks for peace between people and the poisonous forest after the fall of civilisation|文明崩壊後、腐海と人間の共存を探す風の谷の姫
ajin|Ajin: Demi-Human|亜人|Gamon Sakurai|桜井画門|17|16+|action thriller dark violent seinen supernatural|a student dies in an accident, comes back to life and is hunted because he cannot die|事故死から蘇り、不死ゆえに追われる高校生
aria|Aria|ARIA|Kozue Amano|天野こずえ|12|All ages|scifi calm slice warm travel work episodic|trainee gondoliers learn to see the small wonders of a city of canals on a terraformed Mars|水の惑星となった火星の街で、ゴンドラ漕ぎを目指す少女たち
assassination|Assassination Classroom|暗殺教室|Yusei Matsui|松井優征|21|10+|school comedy action shonen|a class of misfits must kill its octopus-like teacher before he destroys the Earth, though he is the best teacher they ever had|地球を壊す予定の超生物の先生を、落ちこぼれクラスが暗殺しようとする
aot|Attack on Titan|進撃の巨人|Hajime Isayama|諫山創|34|16+|action dark violent war fantasy tense shonen|the last of mankind live behind walls until a giant breaks through|壁の中に生きる人類が、壁を破った巨人と戦う
azumanga|Azumanga Daioh|あずまんが大王|Kiyohiko Azuma|あずまきよひこ|4|All ages|comedy school slice episodic fourpanel|six girls and their odd teachers get through three years of high school in four-panel strips|個性的な女子高生たちの3年間を描く4コマ
banana-fish|Banana Fish|BANANA FISH|Akimi Yoshida|吉田秋生|19|16+|crime thriller dark drama violent shoujo newyork|a gang leader in New York and a Japanese photographer's assistant chase the secret behind two words|ニューヨークの不良少年と日本人青年が「バナナフィッシュ」の謎を追う
bakuman|Bakuman|バクマン。|Tsugumi Ohba and Takeshi Obata|大場つぐみ・小畑健|20|10+|work comedy mangaka shonen romance|two schoolboys team up to draw a hit in a weekly manga magazine|週刊誌での連載を目指す少年ふたりの漫画家もの
beastars|Beastars|BEASTARS|Paru Itagaki|板垣巴留|22|16+|animals drama school mystery shonen dark|a shy wolf at a school of meat-eaters and plant-eaters struggles with his instincts|肉食獣と草食獣が通う学園で、本能に悩むハイイロオオカミ
black-butler|Black Butler|黒執事|Yana Toboso|枢やな|0|13+|supernatural victorian mystery dark shonen history europe|a young earl solves cases for the Queen with a demon as his butler|悪魔の執事を従える少年伯爵が女王の命で事件に挑む
bleach|Bleach|BLEACH|Tite Kubo|久保帯人|74|13+|action supernatural swords shonen|a teenager who sees ghosts takes over the duty of a soul reaper|霊の見える高校生が死神の力を得て戦う
blame|Blame!|BLAME!|Tsutomu Nihei|弐瓶勉|10|16+|scifi dark action calm seinen|a silent wanderer searches an endless built-up megastructure for an uninfected gene|果てしない階層都市をさまよう探索者の物語
bloom-into-you|Bloom Into You|やがて君になる|Nio Nakatani|仲谷鳰|8|13+|romance school drama yuri calm|a girl who has never been in love is courted by the student council president|恋を知らない少女と生徒会の先輩との恋
blue-period|Blue Period|ブルーピリオド|Tsubasa Yamaguchi|山口つばさ|0|13+|art school drama seinen|a popular pupil with good marks discovers painting and aims at the hardest art university|要領のよい高校生が絵に目覚め、美大を目指す
cardcaptor|Cardcaptor Sakura|カードキャプターさくら|CLAMP|CLAMP|12|All ages|fantasy magic shoujo romance warm|a schoolgirl must gather the magical cards that she let loose by accident|魔法のカードを集める小学生の少女
cells|Cells at Work!|はたらく細胞|Akane Shimizu|清水茜|6|10+|comedy medical educational shonen action episodic|red and white blood cells keep a human body going as if it were a busy city|体の中の細胞を擬人化した学べるコメディ
children-sea|Children of the Sea|海獣の子供|Daisuke Igarashi|五十嵐大介|5|13+|nature supernatural sea seinen calm drama|a girl meets two boys who were raised by dugongs while fish vanish all over the world|ジュゴンに育てられた少年たちと出会う少女の夏
chobits|Chobits|ちょびっツ|CLAMP|CLAMP|8|16+|romance scifi robots comedy seinen|a student finds an abandoned computer in the shape of a girl|捨てられた人型パソコンを拾った浪人生
city-hunter|City Hunter|シティーハンター|Tsukasa Hojo|北条司|35|13+|action comedy crime tokyo shonen episodic|a skirt-chasing sharpshooter takes on cases in Shinjuku that the police cannot|新宿の凄腕スイーパーが依頼を解決する
claymore|Claymore|CLAYMORE|Norihiro Yagi|八木教広|27|16+|fantasy action dark violent swords shonen|half-human women warriors with great swords hunt shape-shifting monsters|妖魔と戦う半人半妖の女戦士たち
cross-game|Cross Game|クロスゲーム|Mitsuru Adachi|あだち充|17|10+|sports baseball romance comedy drama shonen warm|a boy and the sister of his late childhood love meet again on the baseball field|亡き幼なじみの夢を追う少年とその妹の野球と恋
touch|Touch|タッチ|Mitsuru Adachi|あだち充|26|10+|sports baseball romance shonen siblings drama|twin brothers and the girl next door chase the national high school baseball tournament|双子の兄弟と幼なじみの甲子園への道
delicious|Delicious in Dungeon|ダンジョン飯|Ryoko Kui|九井諒子|14|13+|fantasy food comedy adventure seinen|adventurers short of money cook and eat the monsters they meet on the way to a swallowed friend|迷宮の魔物を料理しながら仲間の救出に向かう冒険者たち
demon-slayer|Demon Slayer: Kimetsu no Yaiba|鬼滅の刃|Koyoharu Gotouge|吾峠呼世晴|23|13+|action supernatural swords history siblings shonen|a boy becomes a demon hunter to turn his sister back into a human|鬼にされた妹を人間に戻すため戦う少年
dorohedoro|Dorohedoro|ドロヘドロ|Q Hayashida|林田球|23|16+|dark fantasy violent comedy seinen|a man with the head of a lizard looks for the sorcerer who cursed him|トカゲ頭の男が自分に魔法をかけた者を探す
dragon-ball|Dragon Ball|ドラゴンボール|Akira Toriyama|鳥山明|42|10+|action comedy adventure martial shonen|a boy with a monkey's tail joins the hunt for seven wish-granting balls|願いをかなえる七つの玉を探す少年の冒険
eyeshield|Eyeshield 21|アイシールド21|Riichiro Inagaki and Yusuke Murata|稲垣理一郎・村田雄介|37|10+|sports football school comedy shonen team|an errand boy with fast legs is forced into the American football team|パシリで鍛えた俊足でアメフトに挑む高校生
fable|The Fable|ザ・ファブル|Katsuhisa Minami|南勝久|22|16+|crime comedy action violent seinen|a legendary hitman has to live for a year in Osaka without killing anybody|伝説の殺し屋が一年間誰も殺さず大阪で暮らす
hokuto|Fist of the North Star|北斗の拳|Buronson and Tetsuo Hara|武論尊・原哲夫|27|16+|action martial violent scifi shonen|a wandering master of a deadly art protects the weak in a world destroyed by war|核戦争後の世界を旅する北斗神拳の伝承者
food-wars|Food Wars!: Shokugeki no Soma|食戟のソーマ|Yuto Tsukuda and Shun Saeki|附田祐斗・佐伯俊|36|16+|food school comedy shonen|the son of a diner cook enters an elite cooking school where duels are fought at the stove|定食屋の息子が料理学校で食の勝負に挑む
flying-witch|Flying Witch|ふらいんぐうぃっち|Chihiro Ishizuka|石塚千尋|0|All ages|magic calm slice warm comedy nature shonen|a young witch moves to her relatives in rural Aomori and learns her craft between fields and festivals|青森の親戚の家で暮らす新米魔女の日常
frieren|Frieren: Beyond Journey's End|葬送のフリーレン|Kanehito Yamada and Tsukasa Abe|山田鐘人・アベツカサ|0|13+|fantasy adventure calm drama shonen travel|an elf mage whose friends have grown old sets out again to understand people better|勇者の死後、人間を知る旅に出るエルフの魔法使い
girls-last-tour|Girls' Last Tour|少女終末旅行|Tsukumizu|つくみず|6|13+|scifi calm travel slice|two girls ride a small half-track through the layers of a dead city|終末世界の都市を旅する二人の少女
punpun|Goodnight Punpun|おやすみプンプン|Inio Asano|浅野いにお|13|16+|drama dark romance family seinen|a boy drawn as a little bird grows up through love, family trouble and despair|鳥の姿で描かれる少年の、痛みに満ちた成長の記録
solanin|Solanin|ソラニン|Inio Asano|浅野いにお|2|13+|drama music slice romance seinen|a young couple out of university wonder whether the band should have been their life|社会人になったばかりの恋人たちとバンドの物語
given|Given|ギヴン|Natsuki Kizu|キヅナツキ|9|13+|music romance drama bl school|a schoolboy who carries a broken guitar everywhere is asked to sing in a band|壊れたギターを抱えた少年が歌声でバンドを変える
alita|Battle Angel Alita|銃夢|Yukito Kishiro|木城ゆきと|9|16+|scifi action robots violent seinen|a cyborg without memory is put together again by a doctor on a scrapyard|くず鉄町で再生された記憶のないサイボーグの少女
hikaru|Hikaru no Go|ヒカルの碁|Yumi Hotta and Takeshi Obata|ほったゆみ・小畑健|23|All ages|games go school supernatural shonen|the ghost of an ancient go master awakes in a schoolboy's mind|平安の棋士の霊に導かれ囲碁に目覚める少年
hero-zombie|I Am a Hero|アイアムアヒーロー|Kengo Hanazawa|花沢健吾|22|16+|horror zombies violent dark seinen|a failing manga assistant with a shotgun licence stumbles into an epidemic|猟銃を持つ冴えない漫画アシスタントが感染の広がる世界を逃げる
inuyasha|Inuyasha|犬夜叉|Rumiko Takahashi|高橋留美子|56|13+|fantasy history adventure yokai romance shonen|a schoolgirl falls through a well into the age of warring states and meets a half-demon|戦国時代に迷い込んだ中学生と半妖の旅
maison|Maison Ikkoku|めぞん一刻|Rumiko Takahashi|高橋留美子|15|13+|romance comedy slice seinen slow warm|a student who keeps failing his entrance exam falls in love with the widowed manager of his boarding house|ぼろアパートの管理人さんに恋する浪人生
ranma|Ranma ½|らんま1/2|Rumiko Takahashi|高橋留美子|38|13+|comedy martial romance shonen|a martial artist turns into a girl whenever he is splashed with cold water|水をかぶると女になってしまう格闘家の少年
kaguya|Kaguya-sama: Love Is War|かぐや様は告らせたい|Aka Akasaka|赤坂アカ|28|13+|romance comedy school seinen|two heads of a student council each try to make the other confess first|相手に告白させようと策を巡らす生徒会の二人
laid-back|Laid-Back Camp|ゆるキャン△|Afro|あfろ|0|10+|camping calm slice food nature travel comedy warm|girls camp around Mount Fuji, cook outdoors and enjoy the quiet|富士山周辺でキャンプを楽しむ女子高生たち
lustrous|Land of the Lustrous|宝石の国|Haruko Ichikawa|市川春子|13|13+|fantasy drama dark seinen|beings made of gems defend themselves against hunters from the moon|月人と戦う宝石の体をもつ者たち
liar-game|Liar Game|LIAR GAME|Shinobu Kaitani|甲斐谷忍|19|13+|games thriller tense seinen|an all too honest student is drawn into a contest of fraud for enormous sums|正直すぎる学生が大金を奪い合うゲームに巻き込まれる
lone-wolf|Lone Wolf and Cub|子連れ狼|Kazuo Koike and Goseki Kojima|小池一夫・小島剛夕|28|16+|history samurai violent family seinen swords|a disgraced executioner walks the road of assassins with his little son in a cart|幼い息子を連れて刺客の道を行く元公儀介錯人
lovely-complex|Lovely Complex|ラブ★コン|Aya Nakahara|中原アヤ|17|10+|romance comedy school shoujo|a tall girl and a short boy, a comic duo against their will, notice that they are in love|背の高い女子と背の低い男子のでこぼこラブコメ
abyss|Made in Abyss|メイドインアビス|Akihito Tsukushi|つくしあきひと|0|16+|fantasy adventure dark exploration|an orphan girl and a robot boy climb down a bottomless pit from which few return|底なしの大穴に降りていく少女とロボットの少年
magi|Magi: The Labyrinth of Magic|マギ|Shinobu Ohtaka|大高忍|37|13+|fantasy adventure magic shonen travel|a boy with a flute spirit seeks treasure and kings in a world out of the Arabian Nights|千夜一夜の世界で迷宮と王を巡る冒険
keaton|Master Keaton|MASTERキートン|Hokusei Katsushika and Naoki Urasawa|勝鹿北星・浦沢直樹|18|13+|mystery adventure history episodic seinen travel europe|an archaeologist and former soldier works as an insurance investigator across Europe|考古学者で元軍人の保険調査員がヨーロッパの事件に挑む
mha|My Hero Academia|僕のヒーローアカデミア|Kohei Horikoshi|堀越耕平|42|10+|action school superhero shonen|a boy born without powers inherits the strength of the greatest hero|無個性の少年が最高のヒーローの力を受け継ぐ
my-love-story|My Love Story!!|俺物語!!|Kazune Kawahara and Aruko|河原和音・アルコ|13|All ages|romance comedy school shoujo warm|a huge good-hearted boy cannot believe that a girl likes him and not his handsome friend|大柄で純情な男子高校生の初恋コメディ
naruto|Naruto|NARUTO|Masashi Kishimoto|岸本斉史|72|10+|action ninja adventure shonen|an outcast young ninja wants to become head of his village|火影を目指す落ちこぼれ忍者の成長
noragami|Noragami: Stray God|ノラガミ|Adachitoka|あだちとか|27|13+|supernatural action comedy shonen|a penniless god in a tracksuit does odd jobs and dreams of a shrine of his own|社を持たないジャージ姿の神様の奮闘
ooku|Ooku: The Inner Chambers|大奥|Fumi Yoshinaga|よしながふみ|19|16+|history drama romance josei|a plague has killed most men, and a woman rules Edo from her castle of beautiful men|男子の激減した江戸で、女将軍が治める大奥
antique|Antique Bakery|西洋骨董洋菓子店|Fumi Yoshinaga|よしながふみ|4|16+|food work comedy drama|four men with secrets run a small cake shop that opens late at night|訳ありの男たちが営む深夜のケーキ屋
yesterday|What Did You Eat Yesterday?|きのう何食べた?|Fumi Yoshinaga|よしながふみ|0|13+|food slice family calm warm seinen recipes|a thrifty lawyer cooks dinner for his partner, recipe by recipe|弁護士と美容師のカップルの毎日の夕食
one-piece|One Piece|ONE PIECE|Eiichiro Oda|尾田栄一郎|0|10+|adventure pirates action comedy shonen|a boy made of rubber gathers a crew to find the greatest treasure of the seas|ゴム人間の少年が仲間と大秘宝を目指す
one-punch|One-Punch Man|ワンパンマン|ONE and Yusuke Murata|ONE・村田雄介|0|13+|action comedy superhero|a hero who beats every enemy with a single blow is bored to death|どんな敵も一撃で倒してしまうヒーローの退屈
dreams-dusk|Our Dreams at Dusk|しまなみ誰そ彼|Yuhki Kamatani|鎌谷悠希|4|13+|drama lgbt school seinen calm|a boy afraid of being outed finds a drop-in centre and its people in Onomichi|尾道の談話室で居場所を見つける少年
brothers-husband|My Brother's Husband|弟の夫|Gengoroh Tagame|田亀源五郎|4|All ages|family drama lgbt slice warm seinen|a single father hosts the Canadian widower of his twin brother|亡き弟の夫であるカナダ人を迎える父娘
parasyte|Parasyte|寄生獣|Hitoshi Iwaaki|岩明均|10|16+|horror scifi dark violent seinen|a parasite that failed to reach a boy's brain lives on as his right hand|右手に寄生した生物と共に生きる高校生
neverland|The Promised Neverland|約束のネバーランド|Kaiu Shirai and Posuka Demizu|白井カイウ・出水ぽすか|20|13+|thriller mystery dark tense shonen|bright orphans discover what happens to adopted children and plan their escape|孤児院の真実を知った子どもたちの脱出劇
pandora|Pandora Hearts|PandoraHearts|Jun Mochizuki|望月淳|24|13+|fantasy mystery dark victorian shonen|a young heir is cast into a prison of chains and makes a contract with a girl called Alice|アヴィスに堕とされた少年と少女アリスの契約
kenshin|Rurouni Kenshin|るろうに剣心|Nobuhiro Watsuki|和月伸宏|28|13+|history samurai swords action romance shonen|a wanderer with a reversed blade protects people in the Meiji age without killing|逆刃刀を手に人を守る明治の流浪人
spice-wolf|Spice and Wolf|狼と香辛料|Isuna Hasekura and Keito Koume|支倉凍砂・小梅けいと|16|16+|fantasy romance economics travel seinen europe|a travelling merchant gives a ride to a wolf deity who knows a good deal|賢狼の娘と旅をする行商人の物語
silver-spoon|Silver Spoon|銀の匙|Hiromu Arakawa|荒川弘|15|10+|school food animals work comedy hokkaido shonen warm|a boy worn out by cramming flees to an agricultural school|受験に疲れた少年が農業高校で命と食に向き合う
soul-eater|Soul Eater|ソウルイーター|Atsushi Ohkubo|大久保篤|25|13+|action fantasy supernatural school shonen comedy|pupils of an academy of death train with partners who turn into weapons|武器に変身する相棒と戦う死神学校の生徒たち
summer-time|Summer Time Rendering|サマータイムレンダ|Yasuki Tanaka|田中靖規|13|16+|mystery thriller timeslip supernatural tense shonen|a young man returns to his island for a funeral and meets shadows that copy people|葬儀で島に戻った青年が「影」の謎を追う
sweetness|Sweetness and Lightning|甘々と稲妻|Gido Amagakure|雨隠ギド|12|All ages|food family slice warm recipes seinen|a widowed teacher learns to cook for his little daughter with the help of a pupil|妻を亡くした教師と幼い娘、教え子の三人のごはん
tokyo-ghoul|Tokyo Ghoul|東京喰種|Sui Ishida|石田スイ|14|16+|horror dark action supernatural violent seinen|a student becomes half a flesh-eating ghoul after an operation|喰種の臓器を移植された大学生
toriko|Toriko|トリコ|Mitsutoshi Shimabukuro|島袋光年|43|10+|food action adventure shonen|a gourmet hunter of huge strength collects dishes for the meal of his life|美食を求めて猛獣に挑む美食屋
uzumaki|Uzumaki|うずまき|Junji Ito|伊藤潤二|3|16+|horror dark supernatural|a seaside town falls prey to spirals|渦巻きに呪われた町の恐怖
gyo|Gyo|ギョ|Junji Ito|伊藤潤二|2|16+|horror dark sea scifi|stinking fish on mechanical legs come out of the sea|足の生えた魚が海から押し寄せる恐怖
vagabond|Vagabond|バガボンド|Takehiko Inoue|井上雄彦|0|16+|history samurai swords violent seinen art|the sword master Musashi looks for the meaning of being invincible|天下無双を求める宮本武蔵の生き様
real|Real|リアル|Takehiko Inoue|井上雄彦|0|13+|sports basketball disability drama seinen|three young men face injury and guilt and meet over wheelchair basketball|車いすバスケを通して生きる若者たち
wandering-son|Wandering Son|放浪息子|Takako Shimura|志村貴子|15|13+|drama lgbt school calm|a boy who wants to be a girl and a girl who wants to be a boy grow up as friends|女の子になりたい男の子と男の子になりたい女の子
witch-hat|Witch Hat Atelier|とんがり帽子のアトリエ|Kamome Shirahama|白浜鴎|0|10+|fantasy magic art adventure seinen|a tailor's daughter finds out that magic is drawn with ink, and becomes an apprentice|魔法が絵だと知った仕立屋の娘が弟子入りする
xxxholic|xxxHolic|xxxHOLiC|CLAMP|CLAMP|19|13+|supernatural yokai episodic mystery seinen|a boy who sees spirits works off a wish in the shop of a witch|願いをかなえる店で働く、霊の見える高校生
yuyu|Yu Yu Hakusho|幽☆遊☆白書|Yoshihiro Togashi|冨樫義博|19|13+|action supernatural martial shonen|a delinquent who died saving a child returns as a detective of the spirit world|死んで蘇り霊界探偵となった不良少年
ykk|Yokohama Kaidashi Kikou|ヨコハマ買い出し紀行|Hitoshi Ashinano|芦奈野ひとし|14|All ages|scifi calm slice episodic robots travel nature|a robot runs a café on a quiet coast while mankind slowly fades|人の世が黄昏ていく海辺で喫茶店を営むロボット
april|Your Lie in April|四月は君の嘘|Naoshi Arakawa|新川直司|11|10+|music romance drama school shonen|a piano prodigy who no longer hears his own playing meets a free-spirited violinist|ピアノを弾けなくなった少年とバイオリニストの少女
blade-immortal|Blade of the Immortal|無限の住人|Hiroaki Samura|沙村広明|30|16+|history samurai swords violent seinen dark|a swordsman who cannot die protects a girl who seeks revenge|不死の剣士と仇討ちを願う少女
berserk|Berserk|ベルセルク|Kentaro Miura|三浦建太郎|0|16+|fantasy dark violent swords war seinen|a branded swordsman fights demons and the friend who betrayed him|烙印を刻まれた剣士の復讐と戦い
gantz|Gantz|GANTZ|Hiroya Oku|奥浩哉|37|16+|scifi action violent dark seinen|people who have just died are sent out by a black sphere to hunt aliens|死んだはずの人々が黒い球に集められ戦わされる
inuyashiki|Inuyashiki|いぬやしき|Hiroya Oku|奥浩哉|10|16+|scifi drama action violent seinen robots|an old man nobody notices is turned into a machine with terrible weapons|突然機械の体になった冴えない初老の男
drifting|The Drifting Classroom|漂流教室|Kazuo Umezu|楳図かずお|11|16+|horror scifi school dark|a whole primary school is hurled into a desert future|荒廃した未来へ飛ばされた小学校
dororo|Dororo|どろろ|Osamu Tezuka|手塚治虫|4|13+|history yokai adventure dark|a young man kills demons one by one to win back the parts of his body|奪われた体を魔物から取り戻す百鬼丸と、どろろの旅
gen|Barefoot Gen|はだしのゲン|Keiji Nakazawa|中沢啓治|10|13+|history war drama family|a boy survives the bomb on Hiroshima and fights to live|広島の原爆を生き延びた少年の物語
corner|In This Corner of the World|この世界の片隅に|Fumiyo Kouno|こうの史代|3|13+|history war slice family drama calm|a dreamy young wife keeps house in the naval town of Kure during the war|戦時下の呉に嫁いだ絵の好きな女性の日々
rakugo|Descending Stories: Showa Genroku Rakugo Shinju|昭和元禄落語心中|Haruko Kumota|雲田はるこ|10|13+|history drama art josei work|a man fresh out of prison becomes the pupil of a great storyteller|出所した男が落語の名人に弟子入りする
blank-canvas|Blank Canvas|かくかくしかじか|Akiko Higashimura|東村アキコ|5|10+|art memoir comedy drama josei mangaka|the author looks back on the strict painting teacher who made her an artist|恩師の絵画教室で鍛えられた日々を描く作者の自伝
jellyfish|Princess Jellyfish|海月姫|Akiko Higashimura|東村アキコ|17|13+|comedy romance fashion josei|a shy jellyfish fan in a house of nerdy women meets a fashionable boy in a dress|クラゲ好きのオタク女子と女装の美少年
thermae|Thermae Romae|テルマエ・ロマエ|Mari Yamazaki|ヤマザキマリ|6|16+|comedy history timeslip rome bath seinen|an architect of ancient Rome slips through water to modern Japan and copies its baths|古代ローマの浴場設計技師が現代日本の風呂に現れる
saint|Saint Young Men|聖☆おにいさん|Hikaru Nakamura|中村光|0|10+|comedy religion slice episodic seinen|Jesus and Buddha share a small flat in Tachikawa during their holidays|イエスとブッダが立川で休暇を過ごす
insomniacs|Insomniacs After School|君は放課後インソムニア|Makoto Ojiro|オジロマコト|14|10+|romance school stars calm seinen|two sleepless pupils revive the astronomy club of their school|眠れない高校生ふたりが天文部を復活させる
sign-affection|A Sign of Affection|ゆびさきと恋々|suu Morishita|森下suu|0|10+|romance disability college shoujo warm|a deaf student falls for a fellow student who travels and speaks three languages|聴覚障害のある大学生の恋
skip-loafer|Skip and Loafer|スキップとローファー|Misaki Takamatsu|高松美咲|0|10+|school comedy slice warm friendship seinen|a straight-A girl from the countryside starts at a Tokyo high school|地方から東京の高校に進学した少女の学園生活
wotakoi|Wotakoi: Love Is Hard for Otaku|ヲタクに恋は難しい|Fujita|ふじた|11|13+|romance comedy work josei|two office workers who hide their hobbies become a couple|隠れオタクの会社員同士のラブコメディ
househusband|The Way of the Househusband|極主夫道|Kousuke Oono|おおのこうすけ|0|13+|comedy slice episodic cooking seinen crime|a feared yakuza boss retires to keep house for his wife|元最凶ヤクザが専業主夫として奮闘する
man-cat|A Man and His Cat|おじさまと猫|Umi Sakurai|桜井海|0|All ages|animals cats warm slice family|a widowed pianist adopts the cat that nobody wanted|妻を亡くした紳士と売れ残りの猫の暮らし
chi|Chi's Sweet Home|チーズスイートホーム|Konami Kanata|こなみかなた|12|All ages|animals cats comedy slice episodic family colour|a lost kitten is taken in by a family whose flat does not allow pets|迷子の子猫を拾った家族の日常
tekkon|Tekkonkinkreet|鉄コン筋クリート|Taiyo Matsumoto|松本大洋|3|16+|action crime violent art seinen drama|two street orphans defend their town against gangsters|宝町を守る二人の孤児、クロとシロ
ping-pong|Ping Pong|ピンポン|Taiyo Matsumoto|松本大洋|5|13+|sports tabletennis school drama art seinen|two boys, one loud and one silent, find out what table tennis means to them|卓球に打ち込む対照的な幼なじみ
sunny|Sunny|Sunny|Taiyo Matsumoto|松本大洋|6|13+|drama family slice calm seinen|children of a foster home dream in a broken yellow car|壊れた車に夢を託す児童養護施設の子どもたち
cats-louvre|Cats of the Louvre|ルーヴルの猫|Taiyo Matsumoto|松本大洋|2|13+|cats animals art fantasy calm|cats that live hidden in the Louvre share its secrets at night|ルーヴル美術館に隠れ住む猫たちの夜
orb|Orb: On the Movements of the Earth|チ。-地球の運動について-|Uoto|魚豊|8|16+|history science drama violent seinen europe|people in the fifteenth century risk the stake for the idea that the Earth moves|地動説に命をかけた人々の物語
billy-bat|Billy Bat|BILLY BAT|Naoki Urasawa and Takashi Nagasaki|浦沢直樹・長崎尚志|20|13+|mystery thriller history conspiracy seinen|a comic artist learns that his bat character has been following mankind for ages|コウモリの漫画に隠された人類史の謎
mob|Mob Psycho 100|モブサイコ100|ONE|ONE|16|10+|action comedy supernatural school|a quiet boy with immense psychic power works for a fake medium|強大な超能力を秘めた地味な中学生
hells-paradise|Hell's Paradise: Jigokuraku|地獄楽|Yuji Kaku|賀来ゆうじ|13|16+|action dark history violent ninja shonen|a condemned ninja seeks the elixir of life on a deadly island to win a pardon|無罪放免のため不老不死の仙薬を探す死罪人の忍
jjk|Jujutsu Kaisen|呪術廻戦|Gege Akutami|芥見下々|30|13+|action supernatural dark shonen school|a strong boy swallows the finger of a cursed king and enters a school of sorcerers|呪いの指を飲み込んだ少年が呪術師の学校に入る
spy-family|Spy x Family|SPY×FAMILY|Tatsuya Endo|遠藤達哉|0|10+|comedy family action spy warm|a spy, an assassin and a girl who reads minds pretend to be a family|スパイと殺し屋と超能力少女の偽装家族
kuroko|Kuroko's Basketball|黒子のバスケ|Tadatoshi Fujimaki|藤巻忠俊|30|10+|sports basketball school team shonen|a player whom nobody notices and a forceful newcomer take on five prodigies|影の薄い少年が天才たちに挑むバスケ漫画
baby-steps|Baby Steps|ベイビーステップ|Hikaru Katsuki|勝木光|47|10+|sports tennis school shonen|a straight-A pupil keeps notes of everything and becomes a tennis player by method|几帳面な優等生がノートを武器にテニスで成長する
ashita-joe|Ashita no Joe|あしたのジョー|Asao Takamori and Tetsuya Chiba|高森朝雄・ちばてつや|20|13+|sports boxing drama shonen|a young drifter from the slums learns boxing behind bars|ドヤ街の少年がボクシングに燃え尽きるまで
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

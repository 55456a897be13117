/** Columns as in books-1.ts. */
export const ROWS_2 = `
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
`;

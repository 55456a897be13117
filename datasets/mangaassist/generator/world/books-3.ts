/** Columns as in books-1.ts. */
export const ROWS_3 = `
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
`;

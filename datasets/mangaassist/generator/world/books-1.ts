/** slug | English title | Japanese title | author | 作者 | volumes if finished | age | tags | about | 内容 */
export const ROWS_1 = `
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
`;

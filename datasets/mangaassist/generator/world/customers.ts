/** An invented customer. */
export interface Customer {
  readonly name: string;
  readonly nameJa: string;
  readonly email: string;
  readonly city: string;
  readonly cityJa: string;
  /** Outside Japan. */
  readonly abroad: boolean;
  readonly tier: 'Base' | 'Silver' | 'Gold';
}

const ROWS = `
Amelia Hartwell|アメリア・ハートウェル|Leeds|リーズ|1|Base
Tomás Rivera|トマス・リベラ|Madrid|マドリード|1|Silver
Priya Raman|プリヤ・ラマン|Toronto|トロント|1|Gold
Jonas Lindqvist|ヨナス・リンドクヴィスト|Uppsala|ウプサラ|1|Base
Grace Okafor|グレース・オカフォー|Chicago|シカゴ|1|Silver
Daniel Whitcombe|ダニエル・ウィットコム|Perth|パース|1|Base
Chloé Marchand|クロエ・マルシャン|Lyon|リヨン|1|Base
Marcus Feld|マルクス・フェルト|Hamburg|ハンブルク|1|Gold
Siobhan Daly|シヴォーン・デイリー|Cork|コーク|1|Silver
Wei Ling Tan|タン・ウェイリン|Singapore|シンガポール|1|Gold
Hannah Brandt|ハンナ・ブラント|Denver|デンバー|1|Base
Luca Moretti|ルカ・モレッティ|Turin|トリノ|1|Base
Ebony Clarke|エボニー・クラーク|Atlanta|アトランタ|1|Silver
Noah Petersen|ノア・ペーターセン|Aarhus|オーフス|1|Base
Fatima Zahra Alami|ファティマ・アラミ|Brussels|ブリュッセル|1|Base
Ruth Abernathy|ルース・アバナシー|Dunedin|ダニーデン|1|Silver
Haruto Minase|水瀬 陽斗|Sapporo|札幌市|0|Base
Yui Kanzaki|神崎 結衣|Yokohama|横浜市|0|Gold
Sōta Hirabayashi|平林 颯太|Nagoya|名古屋市|0|Silver
Misaki Tokunaga|徳永 美咲|Fukuoka|福岡市|0|Base
Kenji Arimura|有村 健司|Kagoshima|鹿児島市|0|Silver
Aoi Shirakawa|白川 葵|Sendai|仙台市|0|Base
Rina Okudaira|奥平 里奈|Kyoto|京都市|0|Gold
Takumi Segawa|瀬川 拓海|Hiroshima|広島市|0|Base
Mao Fujishiro|藤代 真央|Kobe|神戸市|0|Silver
Daichi Kuwabara|桑原 大地|Niigata|新潟市|0|Base
Nanami Ebisawa|海老沢 七海|Chiba|千葉市|0|Base
Ryō Asakura|朝倉 涼|Okayama|岡山市|0|Gold
Kaede Isshiki|一色 楓|Kanazawa|金沢市|0|Silver
Shiori Natsume|夏目 栞|Matsuyama|松山市|0|Base
Yūma Hoshikawa|星川 悠真|Ōmiya|さいたま市|0|Silver
Emi Karasawa|唐沢 恵美|Morioka|盛岡市|0|Base
`;

export const CUSTOMERS: readonly Customer[] = ROWS.trim()
  .split('\n')
  .map((row) => {
    const [name = '', nameJa = '', city = '', cityJa = '', abroad, tier] = row.split('|');
    const local = name
      .normalize('NFD')
      .replace(/[^A-Za-z ]/g, '')
      .toLowerCase()
      .replace(/ /g, '.');
    return {
      name,
      nameJa,
      email: `${local}@example.${abroad === '1' ? 'com' : 'jp'}`,
      city,
      cityJa,
      abroad: abroad === '1',
      tier: tier as Customer['tier'],
    };
  });

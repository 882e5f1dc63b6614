/// One of the 93 land and forest types of the annual forest-status data (FRMS): number, letters, name.
///
/// Numbers, letters and Vietnamese names: land and forest types of Circular 33/2018/TT-BNNPTNT, Annex I,
/// as the published FRMS schemas hold them. The English names are this project's own.
public struct ForestType: Sendable, Hashable {
  /// Number, 1 to 93 (`maldlr`).
  public let number: Int
  /// Letters (`ldlr`), e.g. `TXB`.
  public let letters: String
  /// Name in both languages.
  public let name: Phrase
  /// Whether land of this type counts as forest.
  public let isForest: Bool

  private init(_ number: Int, _ letters: String, _ isForest: Bool, _ english: String, _ vi: String)
  {
    self.number = number
    self.letters = letters
    self.isForest = isForest
    self.name = Phrase(english, vi: vi)
  }

  /// The type with these letters, whatever their case.
  public init?(letters: String) {
    guard let found = Self.byLetters[letters.uppercased()] else { return nil }
    self = found
  }

  private static let byLetters = Dictionary(uniqueKeysWithValues: all.map { ($0.letters, $0) })

  /// The type with this number.
  public init?(number: String) {
    guard let found = Self.all.first(where: { String($0.number) == number }) else { return nil }
    self = found
  }

  /// All types by number.
  public static let all: [ForestType] = [
    ForestType(
      1, "TXG1", true,
      "Primary natural evergreen broadleaf timber forest on soil mountain, rich",
      "Rừng gỗ tự nhiên núi đất lá rộng thường xanh giàu nguyên sinh"),
    ForestType(
      2, "TXB1", true,
      "Primary natural evergreen broadleaf timber forest on soil mountain, medium",
      "Rừng gỗ tự nhiên núi đất lá rộng thường xanh trung bình nguyên sinh"),
    ForestType(
      3, "RLG1", true,
      "Primary natural deciduous broadleaf timber forest on soil mountain, rich",
      "Rừng gỗ tự nhiên núi đất lá rộng rụng lá giàu nguyên sinh"),
    ForestType(
      4, "RLB1", true,
      "Primary natural deciduous broadleaf timber forest on soil mountain, medium",
      "Rừng gỗ tự nhiên núi đất lá rộng rụng lá trung bình nguyên sinh"),
    ForestType(
      5, "LKG1", true,
      "Primary natural coniferous timber forest on soil mountain, rich",
      "Rừng gỗ tự nhiên núi đất lá kim giàu nguyên sinh"),
    ForestType(
      6, "LKB1", true,
      "Primary natural coniferous timber forest on soil mountain, medium",
      "Rừng gỗ tự nhiên núi đất lá kim trung bình nguyên sinh"),
    ForestType(
      7, "RKG1", true,
      "Primary natural mixed broadleaf-conifer timber forest on soil mountain, rich",
      "Rừng gỗ tự nhiên núi đất hỗn giao lá rộng lá kim giàu nguyên sinh"),
    ForestType(
      8, "RKB1", true,
      "Primary natural mixed broadleaf-conifer timber forest on soil mountain, medium",
      "Rừng gỗ tự nhiên núi đất hỗn giao lá rộng lá kim trung bình nguyên sinh"),
    ForestType(
      9, "TXDG1", true,
      "Primary natural evergreen broadleaf timber forest on rocky mountain, rich",
      "Rừng gỗ tự nhiên núi đá lá rộng thường xanh giàu nguyên sinh"),
    ForestType(
      10, "TXDB1", true,
      "Primary natural evergreen broadleaf timber forest on rocky mountain, medium",
      "Rừng gỗ tự nhiên núi đá lá rộng thường xanh trung bình nguyên sinh"),
    ForestType(
      11, "RNM1", true,
      "Primary natural mangrove",
      "Rừng gỗ tự nhiên ngập mặn nguyên sinh"),
    ForestType(
      12, "RNP1", true,
      "Primary natural acid-sulphate swamp forest",
      "Rừng gỗ tự nhiên ngập phèn nguyên sinh"),
    ForestType(
      13, "RNN1", true,
      "Primary natural freshwater swamp forest",
      "Rừng gỗ tự nhiên ngập ngọt nguyên sinh"),
    ForestType(
      14, "TXG", true,
      "Natural evergreen broadleaf timber forest on soil mountain, rich",
      "Rừng gỗ tự nhiên núi đất lá rộng thường xanh giàu"),
    ForestType(
      15, "TXB", true,
      "Natural evergreen broadleaf timber forest on soil mountain, medium",
      "Rừng gỗ tự nhiên núi đất lá rộng thường xanh trung bình"),
    ForestType(
      16, "TXN", true,
      "Natural evergreen broadleaf timber forest on soil mountain, poor",
      "Rừng gỗ tự nhiên núi đất lá rộng thường xanh nghèo"),
    ForestType(
      17, "TXK", true,
      "Natural evergreen broadleaf timber forest on soil mountain, very poor",
      "Rừng gỗ tự nhiên núi đất lá rộng thường xanh nghèo kiệt"),
    ForestType(
      18, "TXP", true,
      "Natural evergreen broadleaf timber forest on soil mountain, regenerating",
      "Rừng gỗ tự nhiên núi đất lá rộng thường xanh phục hồi"),
    ForestType(
      19, "RLG", true,
      "Natural deciduous broadleaf timber forest on soil mountain, rich",
      "Rừng gỗ tự nhiên núi đất lá rộng rụng lá giàu"),
    ForestType(
      20, "RLB", true,
      "Natural deciduous broadleaf timber forest on soil mountain, medium",
      "Rừng gỗ tự nhiên núi đất lá rộng rụng lá trung bình"),
    ForestType(
      21, "RLN", true,
      "Natural deciduous broadleaf timber forest on soil mountain, poor",
      "Rừng gỗ tự nhiên núi đất lá rộng rụng lá nghèo"),
    ForestType(
      22, "RLK", true,
      "Natural deciduous broadleaf timber forest on soil mountain, very poor",
      "Rừng gỗ tự nhiên núi đất lá rộng rụng lá nghèo kiệt"),
    ForestType(
      23, "RLP", true,
      "Natural deciduous broadleaf timber forest on soil mountain, regenerating",
      "Rừng gỗ tự nhiên núi đất lá rộng rụng lá phục hồi"),
    ForestType(
      24, "LKG", true,
      "Natural coniferous timber forest on soil mountain, rich",
      "Rừng gỗ tự nhiên núi đất lá kim giàu"),
    ForestType(
      25, "LKB", true,
      "Natural coniferous timber forest on soil mountain, medium",
      "Rừng gỗ tự nhiên núi đất lá kim trung bình"),
    ForestType(
      26, "LKN", true,
      "Natural coniferous timber forest on soil mountain, poor",
      "Rừng gỗ tự nhiên núi đất lá kim nghèo"),
    ForestType(
      27, "LKK", true,
      "Natural coniferous timber forest on soil mountain, very poor",
      "Rừng gỗ tự nhiên núi đất lá kim nghèo kiệt"),
    ForestType(
      28, "LKP", true,
      "Natural coniferous timber forest on soil mountain, regenerating",
      "Rừng gỗ tự nhiên núi đất lá kim phục hồi"),
    ForestType(
      29, "RKG", true,
      "Natural mixed broadleaf-conifer timber forest on soil mountain, rich",
      "Rừng gỗ tự nhiên núi đất hỗn giao lá rộng lá kim giàu"),
    ForestType(
      30, "RKB", true,
      "Natural mixed broadleaf-conifer timber forest on soil mountain, medium",
      "Rừng gỗ tự nhiên núi đất hỗn giao lá rộng lá kim trung bình"),
    ForestType(
      31, "RKN", true,
      "Natural mixed broadleaf-conifer timber forest on soil mountain, poor",
      "Rừng gỗ tự nhiên núi đất hỗn giao lá rộng lá kim nghèo"),
    ForestType(
      32, "RKK", true,
      "Natural mixed broadleaf-conifer timber forest on soil mountain, very poor",
      "Rừng gỗ tự nhiên núi đất hỗn giao lá rộng lá kim nghèo kiệt"),
    ForestType(
      33, "RKP", true,
      "Natural mixed broadleaf-conifer timber forest on soil mountain, regenerating",
      "Rừng gỗ tự nhiên núi đất hỗn giao lá rộng lá kim phục hồi"),
    ForestType(
      34, "TXDG", true,
      "Natural evergreen broadleaf timber forest on rocky mountain, rich",
      "Rừng gỗ tự nhiên núi đá lá rộng thường xanh giàu"),
    ForestType(
      35, "TXDB", true,
      "Natural evergreen broadleaf timber forest on rocky mountain, medium",
      "Rừng gỗ tự nhiên núi đá lá rộng thường xanh trung bình"),
    ForestType(
      36, "TXDN", true,
      "Natural evergreen broadleaf timber forest on rocky mountain, poor",
      "Rừng gỗ tự nhiên núi đá lá rộng thường xanh nghèo"),
    ForestType(
      37, "TXDK", true,
      "Natural evergreen broadleaf timber forest on rocky mountain, very poor",
      "Rừng gỗ tự nhiên núi đá lá rộng thường xanh nghèo kiệt"),
    ForestType(
      38, "TXDP", true,
      "Natural evergreen broadleaf timber forest on rocky mountain, regenerating",
      "Rừng gỗ tự nhiên núi đá lá rộng thường xanh phục hồi"),
    ForestType(
      39, "RNMG", true,
      "Natural mangrove, rich",
      "Rừng gỗ tự nhiên ngập mặn giàu"),
    ForestType(
      40, "RNMB", true,
      "Natural mangrove, medium",
      "Rừng gỗ tự nhiên ngập mặn trung bình"),
    ForestType(
      41, "RNMN", true,
      "Natural mangrove, poor",
      "Rừng gỗ tự nhiên ngập mặn nghèo"),
    ForestType(
      42, "RNMP", true,
      "Natural mangrove, regenerating",
      "Rừng gỗ tự nhiên ngập mặn phục hồi"),
    ForestType(
      43, "RNPG", true,
      "Natural acid-sulphate swamp, rich",
      "Rừng gỗ tự nhiên ngập phèn giàu"),
    ForestType(
      44, "RNPB", true,
      "Natural acid-sulphate swamp, medium",
      "Rừng gỗ tự nhiên ngập phèn trung bình"),
    ForestType(
      45, "RNPN", true,
      "Natural acid-sulphate swamp, poor",
      "Rừng gỗ tự nhiên ngập phèn nghèo"),
    ForestType(
      46, "RNPP", true,
      "Natural acid-sulphate swamp, regenerating",
      "Rừng gỗ tự nhiên ngập phèn phục hồi"),
    ForestType(
      47, "RNN", true,
      "Natural freshwater swamp forest",
      "Rừng gỗ tự nhiên ngập ngọt"),
    ForestType(
      48, "TLU", true,
      "Natural tre/luong bamboo, soil mountain",
      "Rừng tre/luồng tự nhiên núi đất"),
    ForestType(
      49, "NUA", true,
      "Natural nua bamboo, soil mountain",
      "Rừng nứa tự nhiên núi đất"),
    ForestType(
      50, "VAU", true,
      "Natural vau bamboo, soil mountain",
      "Rừng vầu tự nhiên núi đất"),
    ForestType(
      51, "LOO", true,
      "Natural lo-o bamboo, soil mountain",
      "Rừng lồ ô tự nhiên núi đất"),
    ForestType(
      52, "TNK", true,
      "Other natural bamboo, soil mountain",
      "Rừng tre nứa khác tự nhiên núi đất"),
    ForestType(
      53, "TND", true,
      "Natural bamboo, rocky mountain",
      "Rừng tre nứa tự nhiên núi đá"),
    ForestType(
      54, "HG1", true,
      "Mixed timber-bamboo, soil mountain",
      "Rừng hỗn giao gỗ - tre nứa tự nhiên núi đất"),
    ForestType(
      55, "HG2", true,
      "Mixed bamboo-timber, soil mountain",
      "Rừng hỗn giao tre nứa - gỗ tự nhiên núi đất"),
    ForestType(
      56, "HGD", true,
      "Mixed timber-bamboo, rocky mountain",
      "Rừng hỗn giao tự nhiên núi đá"),
    ForestType(
      57, "CD", true,
      "Natural palm forest, soil mountain",
      "Rừng cau dừa tự nhiên núi đất"),
    ForestType(
      58, "CDD", true,
      "Natural palm forest, rocky mountain",
      "Rừng cau dừa tự nhiên núi đá"),
    ForestType(
      59, "CDN", true,
      "Natural palm forest, freshwater",
      "Rừng cau dừa tự nhiên ngập nước ngọt"),
    ForestType(
      60, "RTG", true,
      "Timber plantation, soil mountain",
      "Rừng gỗ trồng núi đất"),
    ForestType(
      61, "RTGD", true,
      "Timber plantation, rocky mountain",
      "Rừng gỗ trồng núi đá"),
    ForestType(
      62, "RTM", true,
      "Planted mangrove",
      "Rừng gỗ trồng ngập mặn"),
    ForestType(
      63, "RTP", true,
      "Plantation on acid-sulphate soil",
      "Rừng gỗ trồng ngập phèn"),
    ForestType(
      64, "RTC", true,
      "Plantation on sand",
      "Rừng gỗ trồng đất cát"),
    ForestType(
      65, "RTTN", true,
      "Bamboo plantation, soil mountain",
      "Rừng tre nứa trồng núi đất"),
    ForestType(
      66, "RTTND", true,
      "Bamboo plantation, rocky mountain",
      "Rừng tre nứa trồng núi đá"),
    ForestType(
      67, "RTCD", true,
      "Palm plantation, dry land",
      "Rừng cau dừa trồng cạn"),
    ForestType(
      68, "RTCDN", true,
      "Palm plantation, flooded",
      "Rừng cau dừa trồng ngập nước"),
    ForestType(
      69, "RTCDC", true,
      "Palm plantation, sand",
      "Rừng cau dừa trồng đất cát"),
    ForestType(
      70, "RTK", true,
      "Other plantation, soil mountain",
      "Rừng trồng khác núi đất"),
    ForestType(
      71, "RTKD", true,
      "Other plantation, rocky mountain",
      "Rừng trồng khác núi đá"),
    ForestType(
      72, "DTR", false,
      "Newly planted land (not yet forest), soil mountain",
      "Đất đã trồng trên núi đất"),
    ForestType(
      73, "DTRD", false,
      "Newly planted land, rocky mountain",
      "Đất đã trồng trên núi đá"),
    ForestType(
      74, "DTRM", false,
      "Newly planted land, saline",
      "Đất đã trồng trên đất ngập mặn"),
    ForestType(
      75, "DTRP", false,
      "Newly planted land, acid-sulphate",
      "Đất đã trồng trên đất ngập phèn"),
    ForestType(
      76, "DTRN", false,
      "Newly planted land, freshwater",
      "Đất đã trồng trên đất ngập ngọt"),
    ForestType(
      77, "DTRC", false,
      "Newly planted land, sand",
      "Đất đã trồng trên bãi cát"),
    ForestType(
      78, "DT2", false,
      "Land with regenerating trees, soil mountain",
      "Đất có cây gỗ tái sinh núi đất"),
    ForestType(
      79, "DT2D", false,
      "Land with regenerating trees, rocky mountain",
      "Đất có cây gỗ tái sinh núi đá"),
    ForestType(
      80, "DT2M", false,
      "Land with regenerating trees, saline",
      "Đất có cây gỗ tái sinh ngập mặn"),
    ForestType(
      81, "DT2P", false,
      "Land with regenerating trees, acid-sulphate",
      "Đất có cây tái sinh ngập nước phèn"),
    ForestType(
      82, "DT1", false,
      "Bare land, soil mountain",
      "Đất trống núi đất"),
    ForestType(
      83, "DT1D", false,
      "Bare land, rocky mountain",
      "Đất trống núi đá"),
    ForestType(
      84, "DT1M", false,
      "Bare land, saline",
      "Đất trống ngập mặn"),
    ForestType(
      85, "DT1P", false,
      "Bare land, acid-sulphate",
      "Đất trống ngập nước phèn"),
    ForestType(
      86, "BC1", false,
      "Sand",
      "Bãi cát"),
    ForestType(
      87, "BC2", false,
      "Sand with scattered trees",
      "Bãi cát có cây rải rác"),
    ForestType(
      88, "NN", false,
      "Agriculture, soil mountain",
      "Đất nông nghiệp núi đất"),
    ForestType(
      89, "NND", false,
      "Agriculture, rocky mountain",
      "Đất nông nghiệp núi đá"),
    ForestType(
      90, "NNM", false,
      "Agriculture, saline",
      "Đất nông nghiệp ngập mặn"),
    ForestType(
      91, "NNP", false,
      "Agriculture, freshwater",
      "Đất nông nghiệp ngập nước ngọt"),
    ForestType(
      92, "MN", false,
      "Water surface",
      "Mặt nước"),
    ForestType(
      93, "DKH", false,
      "Other land",
      "Đất khác"),
  ]
}

// Findings about dead wood, litter and soil.

extension FindingKind {
  /// A number that no plot can have.
  public static let poolValueImpossible = FindingKind(
    "pool-value-impossible", .error, "read {value}, expected above {low} and up to {high} {unit}",
    vi: "đọc được {value}, cần lớn hơn {low} và không quá {high} {unit}")
  /// Two columns that state one thing in two ways.
  public static let statedTwice = FindingKind(
    "stated-twice", .error, "{found} state the same thing; fill in one of them",
    vi: "{found} cùng nêu một đại lượng; chỉ điền một cột")
  /// Several columns of which one is needed.
  public static let oneOfCellsNeeded = FindingKind(
    "one-of-cells-needed", .error, "one of these must be filled in: {expected}",
    vi: "cần điền một trong các cột: {expected}")
  /// A line with two lengths.
  public static let lineLengthContradicts = FindingKind(
    "line-length-contradicts", .error,
    "line \"{line}\" of plot {plot} is {value} m long here and {first} m in row {row}",
    vi: "tuyến “{line}” của ô {plot} dài {value} m ở đây nhưng {first} m ở dòng {row}")
  /// Dead wood without a density.
  public static let deadWoodDensityMissing = FindingKind(
    "dead-wood-density-missing", .error,
    "no density for {decay} dead wood; fill in density_g_cm3 (of the wood as it lies) or wood_density_g_cm3 (of sound wood), or give --dead-wood-density",
    vi:
      "chưa có khối lượng thể tích của gỗ chết cấp {decay}; hãy điền density_g_cm3 (gỗ như hiện trạng) hoặc wood_density_g_cm3 (gỗ lành), hoặc dùng --dead-wood-density"
  )
  /// Only dead trees that stand are measured.
  public static let deadWoodStandingOnly = FindingKind(
    "dead-wood-standing-only", .warning,
    "no --dead-wood table: dead wood holds standing dead trees only, lying wood is left out",
    vi: "chưa có bảng --dead-wood: gỗ chết chỉ gồm cây chết đứng, chưa tính gỗ chết nằm")
  /// Dead wood asked for and nothing that tells of it.
  public static let deadWoodNotMeasured = FindingKind(
    "dead-wood-not-measured", .error,
    "dead wood is to be counted, but the trees table has no column status and there is no --dead-wood table; give one, or --dead-wood-default, or leave the pool out",
    vi:
      "cần tính gỗ chết nhưng bảng cây không có cột status và chưa có bảng --dead-wood; hãy bổ sung, hoặc dùng --dead-wood-default, hoặc bỏ bể này"
  )
  /// A dead tree whose biomass does not follow from an equation for trees.
  public static let deadTreeBareBole = FindingKind(
    "dead-tree-bare-bole", .warning,
    "decay class \"{value}\" of a standing dead tree: expected 1 (leaves and twigs lost) or 2 (small branches lost too); what lost more is not counted",
    vi:
      "cấp phân hủy “{value}” của cây chết đứng: cần 1 (rụng lá, cành nhỏ) hoặc 2 (gãy cả cành dưới 10 cm); cây mất nhiều hơn không được tính"
  )
  /// Carbon of a soil in another unit than its column says.
  public static let soilCarbonUnit = FindingKind(
    "soil-carbon-unit", .error,
    "read {value}, expected organic carbon as a mass fraction above 0 and below 0.6 that fits the bulk density; perhaps percent, whose column is carbon_percent",
    vi:
      "đọc được {value}, cần tỷ lệ khối lượng các-bon hữu cơ lớn hơn 0, nhỏ hơn 0,6 và phù hợp với dung trọng đất; có thể là phần trăm, khi đó dùng cột carbon_percent"
  )
  /// Percent of carbon that looks like a mass fraction.
  public static let soilPercentUnit = FindingKind(
    "soil-percent-unit", .error,
    "the {count} values of carbon_percent have the median {median}; a forest soil holds more, they may be mass fractions, whose column is carbon_fraction",
    vi:
      "{count} giá trị carbon_percent có trung vị {median}; đất rừng có hàm lượng cao hơn, có thể đây là tỷ lệ khối lượng, khi đó dùng cột carbon_fraction"
  )
  /// A bulk density of which nobody knows what it is a density of.
  public static let soilDensityUndefined = FindingKind(
    "soil-density-undefined", .error,
    "what is {value} a density of? Fine earth over the whole core: bulk_density_whole_g_cm3; fine earth over the volume of fine earth: bulk_density_fine_g_cm3 with stone_fraction",
    vi:
      "{value} là dung trọng theo cách nào? Đất mịn trên thể tích toàn mẫu: bulk_density_whole_g_cm3; đất mịn trên thể tích đất mịn: bulk_density_fine_g_cm3 kèm stone_fraction"
  )
  /// Stones deducted twice.
  public static let soilStonesTwice = FindingKind(
    "soil-stones-twice", .error,
    "stone_fraction {value} beside a density of the whole core: its stones are already out, they must not be deducted twice",
    vi:
      "có stone_fraction {value} bên cạnh dung trọng tính trên toàn mẫu: đá đã được loại ra, không trừ hai lần"
  )
  /// A core whose numbers do not go together.
  public static let soilCoreImpossible = FindingKind(
    "soil-core-impossible", .error,
    "oven-dry {odw} g with {stones} g of stones in {core} cm3: stones cannot outweigh or outgrow the core",
    vi:
      "khối lượng khô {odw} g, đá {stones} g, thể tích {core} cm3: đá không thể nặng hơn hoặc lớn hơn mẫu"
  )
  /// Layers that leave a gap or overlap.
  public static let soilLayersApart = FindingKind(
    "soil-layers-apart", .error,
    "the layer begins at {top} cm, expected {expected} cm: layers of a core follow each other from 0 down (top_cm, depth_cm)",
    vi:
      "lớp đất bắt đầu ở {top} cm, cần {expected} cm: các lớp của một mẫu nối tiếp nhau từ 0 trở xuống (top_cm, depth_cm)"
  )
  /// Cores of different depths.
  public static let soilDepthDiffers = FindingKind(
    "soil-depth-differs", .error,
    "this core reaches {value} cm, most reach {first} cm; stocks of different depths are not one pool",
    vi:
      "mẫu này sâu {value} cm, đa số các mẫu sâu {first} cm; trữ lượng ở các độ sâu khác nhau không gộp được"
  )
  /// A pool measured on some of the plots.
  public static let poolOnSomePlots = FindingKind(
    "pool-on-some-plots", .warning,
    "{pool} is not known for {count} of {all} plots ({plot} first); a stratum takes its mean from the plots that have it, and its standard error is added in full to that of the other pools",
    vi:
      "chưa có {pool} của {count} trong {all} ô (ô đầu tiên {plot}); tầng lấy trung bình từ các ô có số liệu, sai số chuẩn của bể này được cộng toàn bộ vào sai số của các bể khác"
  )
  /// A stratum with too few plots of a pool.
  public static let poolWithoutPlots = FindingKind(
    "pool-without-plots", .error,
    "stratum {stratum} has {count} plots with {pool}, at least 2 are needed: measure more, merge the stratum, or leave the pool out of --pools",
    vi:
      "tầng {stratum} có {count} ô có số liệu {pool}, cần ít nhất 2: hãy đo thêm, ghép tầng, hoặc bỏ bể này khỏi --pools"
  )
  /// A factor of above-ground biomass where measured pools are counted.
  public static let factorLacksPools = FindingKind(
    "factor-lacks-pools", .error,
    "the factor of stratum {stratum} is above-ground biomass and says nothing of {pools}; state carbon_mg_ha or co2e_t_ha of all pools counted",
    vi:
      "hệ số của tầng {stratum} là sinh khối trên mặt đất, chưa có {pools}; hãy nêu carbon_mg_ha hoặc co2e_t_ha của mọi bể được tính"
  )
  /// A standard that has no carbon fraction for a pool.
  public static let carbonFractionMissing = FindingKind(
    "carbon-fraction-missing", .error,
    "the set {set} has no carbon fraction for {pool}, and that of another standard is not taken; state one with --carbon-fraction {pool}=VALUE",
    vi:
      "bộ {set} không có tỷ lệ các-bon cho {pool} và không lấy của tiêu chuẩn khác; hãy nêu bằng --carbon-fraction {pool}=GIÁ_TRỊ"
  )
  /// A default share of dead wood or litter.
  public static let defaultShareUsed = FindingKind(
    "default-share-used", .note,
    "{pool} is taken as {value} of the carbon of live trees; that holds only where dead material stays on the site",
    vi:
      "{pool} lấy bằng {value} các-bon của cây sống; chỉ đúng khi vật liệu chết được để lại tại chỗ"
  )
}

/// A tree species with its basic wood density: facts from the databases named, one row each.
public struct Species: Sendable, Equatable {
  /// Where a wood density comes from, and at which level of the taxonomy.
  public enum Level: String, Sendable {
    /// First version of the Global Wood Density Database, mean of the species' records.
    case firstSpecies = "Zanne et al. 2009 (doi 10.5061/dryad.234); species mean"
    /// First version, mean of the genus.
    case firstGenus = "Zanne et al. 2009 (doi 10.5061/dryad.234); genus mean"
    /// First version, mean of the family.
    case firstFamily = "Zanne et al. 2009 (doi 10.5061/dryad.234); family mean"
    /// Second version, estimate for the species.
    case secondSpecies = "Global Wood Density Database, second version; species estimate"
  }
  /// Scientific name.
  public let name: String
  /// Family.
  public let family: String
  /// Vietnamese name.
  public let vietnamese: String
  /// Basic wood density, g/cm³.
  public let woodDensity: Double
  /// Its standard deviation as the second version of the database gives it, g/cm³.
  public let sd: Double
  /// Where it comes from.
  public let level: Level
}

extension Species {
  /// Every species that grows in the sample data.
  public static let all: [Species] = [
    Species(
      name: "Schima wallichii", family: "Theaceae", vietnamese: "Vối thuốc",
      woodDensity: 0.558, sd: 0.058, level: .firstSpecies),
    Species(
      name: "Castanopsis indica", family: "Fagaceae", vietnamese: "Dẻ gai",
      woodDensity: 0.596, sd: 0.056, level: .firstSpecies),
    Species(
      name: "Lithocarpus ducampii", family: "Fagaceae", vietnamese: "Dẻ đỏ",
      woodDensity: 0.724, sd: 0.098, level: .secondSpecies),
    Species(
      name: "Betula alnoides", family: "Betulaceae", vietnamese: "Cáng lò",
      woodDensity: 0.552, sd: 0.247, level: .firstSpecies),
    Species(
      name: "Machilus bonii", family: "Lauraceae", vietnamese: "Kháo vòng",
      woodDensity: 0.493, sd: 0.096, level: .firstFamily),
    Species(
      name: "Cinnamomum bejolghota", family: "Lauraceae", vietnamese: "Re bầu",
      woodDensity: 0.48, sd: 0.075, level: .firstSpecies),
    Species(
      name: "Engelhardia spicata", family: "Juglandaceae", vietnamese: "Chẹo tía",
      woodDensity: 0.439, sd: 0.054, level: .firstSpecies),
    Species(
      name: "Elaeocarpus griffithii", family: "Elaeocarpaceae", vietnamese: "Côm tầng",
      woodDensity: 0.535, sd: 0.072, level: .secondSpecies),
    Species(
      name: "Syzygium cumini", family: "Myrtaceae", vietnamese: "Trâm vối",
      woodDensity: 0.673, sd: 0.056, level: .firstSpecies),
    Species(
      name: "Wendlandia paniculata", family: "Rubiaceae", vietnamese: "Hoắc quang",
      woodDensity: 0.531, sd: 0.093, level: .secondSpecies),
    Species(
      name: "Aporosa dioica", family: "Phyllanthaceae", vietnamese: "Thẩu tấu",
      woodDensity: 0.62, sd: 0.098, level: .firstSpecies),
    Species(
      name: "Macaranga denticulata", family: "Euphorbiaceae", vietnamese: "Lá nến (Ba soi)",
      woodDensity: 0.434, sd: 0.079, level: .firstSpecies),
    Species(
      name: "Canarium album", family: "Burseraceae", vietnamese: "Trám trắng",
      woodDensity: 0.417, sd: 0.071, level: .firstSpecies),
    Species(
      name: "Garcinia oblongifolia", family: "Clusiaceae", vietnamese: "Bứa",
      woodDensity: 0.627, sd: 0.078, level: .firstSpecies),
    Species(
      name: "Helicia nilagirica", family: "Proteaceae", vietnamese: "Mạ sưa",
      woodDensity: 0.641, sd: 0.066, level: .firstSpecies),
    Species(
      name: "Symplocos laurina", family: "Symplocaceae", vietnamese: "Dung giấy",
      woodDensity: 0.53, sd: 0.062, level: .firstSpecies),
    Species(
      name: "Eurya ciliata", family: "Pentaphylacaceae", vietnamese: "Súm lông",
      woodDensity: 0.52, sd: 0.088, level: .firstGenus),
    Species(
      name: "Ficus hispida", family: "Moraceae", vietnamese: "Ngái",
      woodDensity: 0.381, sd: 0.063, level: .firstSpecies),
    Species(
      name: "Phoebe cuneata", family: "Lauraceae", vietnamese: "Kháo nước",
      woodDensity: 0.521, sd: 0.101, level: .firstGenus),
    Species(
      name: "Beilschmiedia percoriacea", family: "Lauraceae", vietnamese: "Chắp",
      woodDensity: 0.543, sd: 0.083, level: .secondSpecies),
    Species(
      name: "Castanopsis hystrix", family: "Fagaceae", vietnamese: "Dẻ gai đỏ (Cà ổi)",
      woodDensity: 0.565, sd: 0.073, level: .firstSpecies),
    Species(
      name: "Quercus platycalyx", family: "Fagaceae", vietnamese: "Dẻ cau",
      woodDensity: 0.738, sd: 0.09, level: .secondSpecies),
    Species(
      name: "Michelia mediocris", family: "Magnoliaceae", vietnamese: "Giổi xanh",
      woodDensity: 0.495, sd: 0.064, level: .firstSpecies),
    Species(
      name: "Manglietia conifera", family: "Magnoliaceae", vietnamese: "Mỡ",
      woodDensity: 0.485, sd: 0.097, level: .firstGenus),
    Species(
      name: "Aglaia spectabilis", family: "Meliaceae", vietnamese: "Gội",
      woodDensity: 0.575, sd: 0.066, level: .firstSpecies),
    Species(
      name: "Dysoxylum gotadhora", family: "Meliaceae", vietnamese: "Chặc khế",
      woodDensity: 0.606, sd: 0.07, level: .firstSpecies),
    Species(
      name: "Parashorea chinensis", family: "Dipterocarpaceae", vietnamese: "Chò chỉ",
      woodDensity: 0.67, sd: 0.066, level: .secondSpecies),
    Species(
      name: "Pometia pinnata", family: "Sapindaceae", vietnamese: "Sâng",
      woodDensity: 0.652, sd: 0.075, level: .firstSpecies),
    Species(
      name: "Nephelium melliferum", family: "Sapindaceae", vietnamese: "Trường vải",
      woodDensity: 0.66, sd: 0.092, level: .secondSpecies),
    Species(
      name: "Syzygium zeylanicum", family: "Myrtaceae", vietnamese: "Trâm vỏ đỏ",
      woodDensity: 0.676, sd: 0.089, level: .secondSpecies),
    Species(
      name: "Elaeocarpus stipularis", family: "Elaeocarpaceae", vietnamese: "Côm lá kèm",
      woodDensity: 0.445, sd: 0.066, level: .firstSpecies),
    Species(
      name: "Garcinia multiflora", family: "Clusiaceae", vietnamese: "Dọc",
      woodDensity: 0.722, sd: 0.095, level: .secondSpecies),
    Species(
      name: "Knema pierrei", family: "Myristicaceae", vietnamese: "Máu chó lá lớn",
      woodDensity: 0.533, sd: 0.101, level: .firstGenus),
    Species(
      name: "Excentrodendron tonkinense", family: "Malvaceae", vietnamese: "Nghiến",
      woodDensity: 0.926, sd: 0.113, level: .firstSpecies),
    Species(
      name: "Garcinia fagraeoides", family: "Clusiaceae", vietnamese: "Trai lý",
      woodDensity: 0.89, sd: 0.084, level: .firstSpecies),
    Species(
      name: "Streblus asper", family: "Moraceae", vietnamese: "Duối",
      woodDensity: 0.621, sd: 0.068, level: .firstSpecies),
    Species(
      name: "Ficus racemosa", family: "Moraceae", vietnamese: "Sung",
      woodDensity: 0.352, sd: 0.089, level: .firstSpecies),
    Species(
      name: "Saraca dives", family: "Fabaceae", vietnamese: "Vàng anh",
      woodDensity: 0.637, sd: 0.078, level: .firstSpecies),
    Species(
      name: "Diospyros eriantha", family: "Ebenaceae", vietnamese: "Nhọ nồi",
      woodDensity: 0.703, sd: 0.089, level: .firstSpecies),
    Species(
      name: "Sterculia lanceolata", family: "Malvaceae", vietnamese: "Sảng",
      woodDensity: 0.5, sd: 0.111, level: .firstSpecies),
    Species(
      name: "Aphanamixis polystachya", family: "Meliaceae", vietnamese: "Gội trắng",
      woodDensity: 0.576, sd: 0.061, level: .firstSpecies),
    Species(
      name: "Celtis timorensis", family: "Cannabaceae", vietnamese: "Sếu hôi",
      woodDensity: 0.58, sd: 0.086, level: .firstSpecies),
    Species(
      name: "Toona sinensis", family: "Meliaceae", vietnamese: "Tông dù",
      woodDensity: 0.488, sd: 0.063, level: .firstSpecies),
    Species(
      name: "Pistacia weinmanniifolia", family: "Anacardiaceae", vietnamese: "Mật kỳ (Pít tát)",
      woodDensity: 0.707, sd: 0.089, level: .firstGenus),
    Species(
      name: "Bischofia javanica", family: "Phyllanthaceae", vietnamese: "Nhội",
      woodDensity: 0.616, sd: 0.089, level: .firstSpecies),
    Species(
      name: "Mallotus philippensis", family: "Euphorbiaceae", vietnamese: "Cánh kiến",
      woodDensity: 0.659, sd: 0.084, level: .firstSpecies),
    Species(
      name: "Markhamia stipulata", family: "Bignoniaceae", vietnamese: "Đinh hương",
      woodDensity: 0.676, sd: 0.11, level: .firstSpecies),
    Species(
      name: "Cratoxylum cochinchinense", family: "Hypericaceae", vietnamese: "Thành ngạnh",
      woodDensity: 0.67, sd: 0.055, level: .firstSpecies),
    Species(
      name: "Dracontomelon duperreanum", family: "Anacardiaceae", vietnamese: "Sấu",
      woodDensity: 0.467, sd: 0.093, level: .firstGenus),
    Species(
      name: "Mallotus paniculatus", family: "Euphorbiaceae", vietnamese: "Bục trắng",
      woodDensity: 0.345, sd: 0.075, level: .firstSpecies),
    Species(
      name: "Mallotus barbatus", family: "Euphorbiaceae", vietnamese: "Bùng bục",
      woodDensity: 0.486, sd: 0.122, level: .firstGenus),
    Species(
      name: "Trema orientalis", family: "Cannabaceae", vietnamese: "Hu đay",
      woodDensity: 0.33, sd: 0.065, level: .firstSpecies),
    Species(
      name: "Styrax tonkinensis", family: "Styracaceae", vietnamese: "Bồ đề",
      woodDensity: 0.353, sd: 0.072, level: .firstSpecies),
    Species(
      name: "Litsea cubeba", family: "Lauraceae", vietnamese: "Màng tang",
      woodDensity: 0.31, sd: 0.083, level: .firstSpecies),
    Species(
      name: "Vernicia montana", family: "Euphorbiaceae", vietnamese: "Trẩu",
      woodDensity: 0.342, sd: 0.054, level: .secondSpecies),
    Species(
      name: "Alnus nepalensis", family: "Betulaceae", vietnamese: "Tống quá sủ",
      woodDensity: 0.41, sd: 0.097, level: .firstSpecies),
    Species(
      name: "Heptapleurum heptaphyllum", family: "Araliaceae", vietnamese: "Chân chim",
      woodDensity: 0.371, sd: 0.064, level: .firstSpecies),
    Species(
      name: "Melicope pteleifolia", family: "Rutaceae", vietnamese: "Thôi chanh",
      woodDensity: 0.479, sd: 0.089, level: .secondSpecies),
    Species(
      name: "Pinus kesiya", family: "Pinaceae", vietnamese: "Thông ba lá",
      woodDensity: 0.466, sd: 0.084, level: .firstSpecies),
    Species(
      name: "Dacrycarpus imbricatus", family: "Podocarpaceae", vietnamese: "Thông nàng",
      woodDensity: 0.413, sd: 0.05, level: .firstSpecies),
    Species(
      name: "Keteleeria evelyniana", family: "Pinaceae", vietnamese: "Du sam núi đất",
      woodDensity: 0.435, sd: 0.076, level: .firstSpecies),
    Species(
      name: "Acacia mangium", family: "Fabaceae", vietnamese: "Keo tai tượng",
      woodDensity: 0.507, sd: 0.083, level: .firstSpecies),
    Species(
      name: "Pinus massoniana", family: "Pinaceae", vietnamese: "Thông mã vĩ (đuôi ngựa)",
      woodDensity: 0.485, sd: 0.053, level: .firstSpecies),
    Species(
      name: "Cunninghamia lanceolata", family: "Cupressaceae", vietnamese: "Sa mộc",
      woodDensity: 0.316, sd: 0.042, level: .firstSpecies),
    Species(
      name: "Melia azedarach", family: "Meliaceae", vietnamese: "Xoan ta",
      woodDensity: 0.451, sd: 0.08, level: .firstSpecies),
    Species(
      name: "Cinnamomum cassia", family: "Lauraceae", vietnamese: "Quế",
      woodDensity: 0.469, sd: 0.093, level: .firstGenus),
  ]

  /// Place of a species in `all`.
  static func index(_ name: String) -> Int {
    guard let index = all.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no species \(name)")
    }
    return index
  }
}

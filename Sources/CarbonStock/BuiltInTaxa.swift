public import ForestModel
import FoundationEssentials

/// The taxa of the region that come with the program: names, families and basic wood densities.
///
/// Values: means of the Asian records of the Global Wood Density Database where a species has some (Zanne
/// et al. 2009, Dryad, doi 10.5061/dryad.234), else the estimate of its second version (Fischer et al.
/// 2026, doi 10.5281/zenodo.18262736), else the mean of the genus or family of the first. Standard
/// deviations: those of the second version. Vietnamese names are confirmed where they were seen in
/// inventory data.
public struct BuiltInTaxon: Sendable, Decodable {
  /// Accepted name.
  public let species: String
  /// Family.
  public let family: String
  /// Vietnamese names.
  public let vietnamese: [String]
  /// Whether the Vietnamese names were seen in inventory data for this species.
  public let vietnameseConfirmed: Bool
  /// Basic wood density, g/cm³.
  public let woodDensity: Double
  /// Its standard deviation, g/cm³.
  public let sd: Double
  /// What the value is the mean of: the species, its genus or its family.
  public let level: String
  /// `v1` or `v2` of the Global Wood Density Database.
  public let source: String

  enum CodingKeys: String, CodingKey {
    case species, family, vietnamese, sd, level, source
    case vietnameseConfirmed = "vietnamese_confirmed"
    case woodDensity = "wood_density_g_cm3"
  }

  /// All of them.
  public static let all: [BuiltInTaxon] = {
    do {
      return try JSONDecoder().decode(
        [BuiltInTaxon].self, from: Data(EmbeddedTexts.wood_density_json.utf8))
    } catch {
      preconditionFailure("wood_density.json is not sound: \(error)")
    }
  }()

  /// Their wood densities as a table. Rows that hold a mean of their genus or family also speak for it.
  public static let woodDensities: WoodDensityTable = {
    var table = WoodDensityTable()
    var stated: Set<String> = []
    for taxon in all {
      let level = WoodDensityLevel(rawValue: taxon.level) ?? .species
      table.add(
        species: taxon.species, genus: "", family: taxon.family, value: taxon.woodDensity,
        sd: taxon.sd, level: level)
      let genus = String(taxon.species.prefix { $0 != " " })
      if level == .genus, stated.insert(genus).inserted {
        table.add(species: "", genus: genus, family: taxon.family, value: taxon.woodDensity)
      }
      if level == .family, stated.insert(taxon.family).inserted {
        table.add(species: "", genus: "", family: taxon.family, value: taxon.woodDensity)
      }
    }
    return table
  }()

  /// The table as it is listed in a run record.
  public static let parameter = Parameter(
    name: Phrase("built-in wood densities", vi: "khối lượng thể tích gỗ có sẵn"),
    value: "\(all.count) taxa", unit: "g/cm³",
    source: Phrase(
      same:
        "Zanne et al. 2009 (doi 10.5061/dryad.234); Fischer et al. 2026 (doi 10.5281/zenodo.18262736)"
    ),
    confirmed: true)
}

/// An older or other name of a species.
public struct Synonym: Sendable, Equatable, Decodable {
  /// The name as it may be written.
  public let synonym: String
  /// The accepted name.
  public let accepted: String
  /// Whether a source was seen for it.
  public let confirmed: Bool
  /// The source, or why it is taken for the same.
  public let basis: String
  /// The same in Vietnamese; `nil` for a citation, which is the same in all languages.
  public let basisVietnamese: String?

  private enum CodingKeys: String, CodingKey {
    case synonym, accepted, confirmed, basis
    case basisVietnamese = "basis_vi"
  }

  /// States a synonym, with a citation.
  public init(synonym: String, accepted: String, confirmed: Bool, basis: String) {
    self.synonym = synonym
    self.accepted = accepted
    self.confirmed = confirmed
    self.basis = basis
    basisVietnamese = nil
  }

  /// The short list that comes with the program.
  public static let builtIn: [Synonym] = {
    do {
      return try JSONDecoder().decode([Synonym].self, from: Data(EmbeddedTexts.synonyms_json.utf8))
    } catch {
      preconditionFailure("synonyms.json is not sound: \(error)")
    }
  }()
}

public import ForestModel
import FoundationEssentials

/// One rule: which trees get which equation, and why.
public struct EquationRule: Sendable, Equatable {
  /// Species, genus or family; empty for any.
  public let taxon: String
  /// Growth form; empty for what is a tree, or for the form of the equation where a taxon is named.
  public let growthForm: String
  /// Stratum as in the plots table; empty for any.
  public let stratum: String
  /// The equation.
  public let model: AllometricModel
  /// Why this one.
  public let reason: Phrase

  /// States a rule.
  public init(
    taxon: String, growthForm: String, stratum: String, model: AllometricModel, reason: Phrase
  ) {
    self.taxon = taxon
    self.growthForm = growthForm
    self.stratum = stratum
    self.model = model
    self.reason = reason
  }

  /// The rule in short, as in the column `equation_rule`.
  public var label: String {
    let parts = [("taxon", taxon), ("growth_form", growthForm), ("stratum", stratum)]
    let stated = parts.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }
    return stated.isEmpty ? "any-tree" : stated.joined(separator: ";")
  }

  /// Whether it is for any tree, of whatever taxon and stratum.
  public var isGeneral: Bool {
    taxon.isEmpty && stratum.isEmpty && (growthForm.isEmpty || growthForm == "tree")
  }

  /// How specific the taxon is: species 3, genus 2, family 1, none 0.
  var rank: Int {
    let key = WoodDensityTable.key(taxon)
    if key.isEmpty { return 0 }
    return key.contains(" ") ? 3 : Self.isFamily(key) ? 1 : 2
  }

  /// Botanical families end in -aceae, subfamilies in -oideae.
  private static func isFamily(_ key: String) -> Bool {
    key.hasSuffix("aceae") || key.hasSuffix("oideae")
  }

  func holds(
    species: String, family: String, growthForm form: String, stratum place: String
  ) -> Bool {
    let wanted = WoodDensityTable.key(taxon)
    if !wanted.isEmpty {
      let isTaxon: Bool
      switch rank {
      case 3: isTaxon = species == wanted
      case 2: isTaxon = species == wanted || species.hasPrefix(wanted + " ")
      default: isTaxon = family == wanted
      }
      if !isTaxon { return false }
    }
    if !stratum.isEmpty, WoodDensityTable.key(stratum) != place { return false }
    let isPlain = form.isEmpty || form == "tree"
    if !growthForm.isEmpty { return growthForm == form || (growthForm == "tree" && isPlain) }
    return isPlain || (!wanted.isEmpty && form == model.growthForm)
  }
}

/// Rules in the order in which they are tried; the first that holds decides.
public struct EquationRules: Sendable, Equatable {
  /// The rules, most specific first: by taxon (species, genus, family, none), then with a stratum
  /// before without, then with a growth form before without, then as they were given.
  public let rules: [EquationRule]

  /// Orders the rules.
  public init(_ rules: [EquationRule]) {
    func order(_ place: Int) -> (Int, Int, Int, Int) {
      let rule = rules[place]
      return (
        -rule.rank, rule.stratum.isEmpty ? 1 : 0, rule.growthForm.isEmpty ? 1 : 0, place
      )
    }
    self.rules = rules.indices.sorted { order($0) < order($1) }.map { rules[$0] }
  }

  private struct Entry: Decodable {
    var taxon: String
    var growthForm: String
    var stratum: String
    var equation: String
    var english: String
    var vietnamese: String

    enum CodingKeys: String, CodingKey {
      case taxon, stratum, equation
      case growthForm = "growth_form"
      case english = "reason_en"
      case vietnamese = "reason_vi"
    }
  }

  /// The rules that are built in.
  public static let builtIn: EquationRules = {
    do {
      let entries = try JSONDecoder().decode(
        [Entry].self, from: Data(EmbeddedTexts.equation_rules_json.utf8))
      return EquationRules(
        entries.map { entry in
          guard let model = EquationRegistry.builtIn[entry.equation]?.model else {
            preconditionFailure("equation_rules.json: \(entry.equation) is not for trees")
          }
          return EquationRule(
            taxon: entry.taxon, growthForm: entry.growthForm, stratum: entry.stratum,
            model: model, reason: Phrase(entry.english, vi: entry.vietnamese))
        })
    } catch {
      preconditionFailure("equation_rules.json is not sound: \(error)")
    }
  }()

  /// Place of the first rule that holds; `nil` when none does.
  public func place(
    species: String, family: String, growthForm: String, stratum: String
  ) -> Int? {
    let (species, family) = (WoodDensityTable.key(species), WoodDensityTable.key(family))
    let (form, stratum) = (WoodDensityTable.key(growthForm), WoodDensityTable.key(stratum))
    return rules.firstIndex {
      $0.holds(species: species, family: family, growthForm: form, stratum: stratum)
    }
  }
}

/// Which equation each tree gets.
public struct EquationAssignment: Sendable {
  /// The equations, one per rule; a single one without rules.
  public let models: [AllometricModel]
  /// The rules; `nil` where one equation is for all.
  public let rules: EquationRules?
  private let places: [Int]

  /// Assigns by the settings; `strata` gives the stratum of a plot. Without `names` taxa are taken as
  /// written, but for case and blanks. Cost: linear in the trees.
  public init(
    of trees: TreeTable, using settings: BiomassSettings, strata: [String: String] = [:],
    names: MatchedNames? = nil
  ) {
    rules = settings.rules
    guard let rules else {
      models = [settings.equation ?? AllometryCatalog.chave2014Eq4]
      places = []
      return
    }
    models = rules.rules.map(\.model)
    let names = names ?? MatchedNames(of: trees, matcher: nil)
    struct Key: Hashable {
      var name: Int
      var growthForm: String
      var stratum: String
    }
    var known: [Key: Int] = [:]
    places = (0..<trees.count).map { tree in
      let stratum = strata[trees.plotID[tree]] ?? ""
      let key = Key(
        name: names.place(of: tree), growthForm: trees.growthForm[tree], stratum: stratum)
      if let place = known[key] { return place }
      let match = names.match(of: tree)
      let place =
        rules.place(
          species: match.taxon, family: match.family, growthForm: key.growthForm, stratum: stratum)
        ?? -1
      known[key] = place
      return place
    }
  }

  /// Place in `rules` of every tree's rule; empty without rules.
  public var rulePlaces: [Int?] { rules == nil ? [] : places.map { $0 < 0 ? nil : $0 } }

  /// Place in `models` of a tree's equation; `nil` when no rule holds.
  public func place(of tree: Int) -> Int? {
    if places.isEmpty { return rules == nil ? 0 : nil }
    return places[tree] < 0 ? nil : places[tree]
  }

  /// A tree's equation; `nil` when no rule holds.
  public func model(of tree: Int) -> AllometricModel? { place(of: tree).map { models[$0] } }
}

/// Holds the fields of a forest-status parcel against each other, against the code lists and against its
/// polygon. Pure: it sees one parcel at a time and keeps nothing.
public struct ForestStatusChecks: Sendable {
  /// Where the fields stand.
  public let schema: ForestStatusSchema
  /// Which circular the classes follow.
  public let edition: ClassEdition
  /// Share of the polygon's area by which the recorded area may differ.
  public let areaTolerance: Double

  /// A recorded area may be off by this much whatever the share: it is rounded, and slivers are small, ha.
  public static let areaFloorHa = 0.05
  /// Volumes are recorded to 0.1 m³/ha.
  private static let volumeRounding = 0.05

  /// What a parcel adds to the picture of its layer.
  public struct Traits: OptionSet, Sendable {
    /// One bit per trait.
    public let rawValue: UInt8
    /// Wraps bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Poor forest with a volume.
    public static let poor = Traits(rawValue: 1)
    /// Poor forest with 10 to 50 m³/ha: poor only by the edition of 2009.
    public static let poorByOldEdition = Traits(rawValue: 2)
    /// Category and use are given.
    public static let categoryWithUse = Traits(rawValue: 4)
    /// Protection with a use of special-use forest, or the other way round.
    public static let categoriesExchanged = Traits(rawValue: 8)
    /// Under contract, and the holder stands where holders stand.
    public static let holderInPlace = Traits(rawValue: 16)
    /// A holder where the disputing party stands, or the other way round.
    public static let rolesExchanged = Traits(rawValue: 32)
  }

  /// What was found in one parcel.
  public struct Result: Sendable {
    /// Single findings.
    public var remarks: [ForestStatusRemark] = []
    /// For the picture of the layer.
    public var traits: Traits = []
  }

  /// Checks of a layer with these fields.
  public init(_ schema: ForestStatusSchema, edition: ClassEdition, areaTolerance: Double) {
    self.schema = schema
    self.edition = edition
    self.areaTolerance = areaTolerance
  }

  /// Looks at one parcel.
  /// - Parameters: `text` and `number` give the value at a place of the layer, empty or `nil` where there is
  ///   none; `measuredHa` is the polygon's area, `nan` where it has none.
  public func result(
    text: (Int) -> String, number: (Int) -> Double?, measuredHa: Double
  ) -> Result {
    func amount(_ field: String) -> Double? { schema[field].flatMap(number) }
    var result = Result()
    let type = type(text, amount, &result)
    checkCodes(text, amount, &result)
    checkCategory(amount, &result)
    checkYears(amount, &result)
    checkRoles(text, amount, &result)
    let before = result.remarks.count
    if let type { checkType(type, amount, &result) }
    checkArea(amount("dtich"), measuredHa, &result)
    // One slip, one finding: with a volume or an area that is off, their product is off as well.
    let isStockSound = !result.remarks[before...].contains { $0.kind != .typeContradicts }
    if isStockSound { checkProducts(amount, &result) }
    return result
  }

  /// The parcel's type by its letters, else by its number; `nil` where both are there and disagree.
  private func type(
    _ text: (Int) -> String, _ amount: (String) -> Double?, _ result: inout Result
  ) -> ForestType? {
    let number = amount("maldlr").flatMap { $0 == 0 ? nil : $0 }
    let numbered = number.flatMap { number in
      ForestType.all.first { Double($0.number) == number }
    }
    if let number, numbered == nil {
      result.remarks.append(.init(.codeUnknown, "maldlr", value: number))
    }
    guard let place = schema["ldlr"] else { return numbered }
    let letters = text(place)
    if letters.isEmpty {
      result.remarks.append(.init(.typeEmpty, "ldlr"))
      return numbered
    }
    guard let type = ForestType(written: letters) else {
      result.remarks.append(.init(.typeUnknown, "ldlr", other: number ?? .nan, text: letters))
      return numbered
    }
    if type.letters != letters {
      result.remarks.append(.init(.typeRespelled, "ldlr", text: letters))
    }
    if let number, let numbered, numbered != type {
      result.remarks.append(
        .init(.numberContradicts, "maldlr", value: number, text: type.letters))
      return nil
    }
    return type
  }

  private func checkCodes(
    _ text: (Int) -> String, _ amount: (String) -> Double?, _ result: inout Result
  ) {
    for field in ForestStatusCode.fields {
      guard let place = schema[field] else { continue }
      let list = ForestStatusCode.list(of: field)
      guard let value = amount(field) else {
        let written = text(place)
        if !written.isEmpty { result.remarks.append(.init(.codeUnknown, field, text: written)) }
        continue
      }
      // 0 stands for "not filled in", except where the list has it.
      if list.contains(where: { Double($0.code) == value }) || value == 0 { continue }
      // Some exports write the year of canopy closure.
      if field == "ktan", (1_900...2_100).contains(value) { continue }
      result.remarks.append(.init(.codeUnknown, field, value: value))
    }
  }

  private func checkCategory(_ amount: (String) -> Double?, _ result: inout Result) {
    guard schema["malr3"] != nil else { return }
    let category = amount("malr3")
    // Land outside forestry planning has no category, which 0 says.
    if category == nil || (category == 0 && amount("nqh") != 1) {
      result.remarks.append(.init(.categoryEmpty, "malr3"))
    }
    guard let category, (1...3).contains(category), let use = amount("mamdsd"),
      (1...12).contains(use)
    else { return }
    result.traits.insert(.categoryWithUse)
    let expected: Double = use <= 4 ? 1 : use <= 8 ? 2 : 3
    guard category != expected else { return }
    if category + expected == 3 { result.traits.insert(.categoriesExchanged) }
    result.remarks.append(.init(.categoryContradicts, "malr3", value: category, other: use))
  }

  private func checkYears(_ amount: (String) -> Double?, _ result: inout Result) {
    let years = 1_900.0...2_100
    if let age = amount("captuoi"), years.contains(age) {
      result.remarks.append(.init(.ageClassYear, "captuoi", value: age))
    }
    if let year = amount("namtr"), year != 0, !years.contains(year) {
      result.remarks.append(.init(.plantingYear, "namtr", value: year))
    }
  }

  /// One export of the server writes the disputing party where the holder of the contract belongs and the
  /// holder where the disputing party belongs.
  private func checkRoles(
    _ text: (Int) -> String, _ amount: (String) -> Double?, _ result: inout Result
  ) {
    func isNamed(_ name: String, _ code: String) -> Bool {
      (amount(code) ?? 0) > 0 || schema[name].map { !text($0).isEmpty } ?? false
    }
    guard let contract = amount("khoan"), let dispute = amount("trchap") else { return }
    let hasHolder = isNamed("nguoink", "mangnk")
    let hasParty = isNamed("nguoitrch", "mangtrch")
    if contract > 0, dispute == 0 {
      if hasHolder { result.traits.insert(.holderInPlace) }
      if hasParty, !hasHolder { result.traits.insert(.rolesExchanged) }
    }
    if contract == 0, dispute > 0, hasHolder, !hasParty { result.traits.insert(.rolesExchanged) }
  }

  private func checkType(
    _ type: ForestType, _ amount: (String) -> Double?, _ result: inout Result
  ) {
    if let origin = amount("nggocr"), (1...3).contains(origin),
      !type.group.origins.contains(where: { Double($0) == origin })
    {
      result.remarks.append(
        .init(.typeContradicts, "nggocr", value: origin, text: type.letters))
    }
    let established: [ForestType.Group: Double] = [.plantation: 1, .plantedNotYetForest: 2]
    if let state = amount("thanhrung"), state == 1 || state == 2,
      let expected = established[type.group], state != expected
    {
      result.remarks.append(
        .init(.typeContradicts, "thanhrung", value: state, text: type.letters))
    }
    guard type.exists(in: edition) else {
      result.remarks.append(.init(.typeNotInEdition, "ldlr", text: type.letters))
      return
    }
    guard let volume = amount("mgo"), let range = type.volumeRange(in: edition) else { return }
    if type.volumeClass == .poor, volume > 0 {
      result.traits.insert(.poor)
      if (10...50).contains(volume) { result.traits.insert(.poorByOldEdition) }
    }
    let slack = Self.volumeRounding
    if !range.contains(volume), !range.contains(volume + slack), !range.contains(volume - slack) {
      result.remarks.append(.init(.volumeOutside, "mgo", value: volume, text: type.letters))
    }
  }

  private func checkArea(_ stated: Double?, _ measuredHa: Double, _ result: inout Result) {
    guard let stated, let kind = Self.areaFault(stated, measuredHa, tolerance: areaTolerance)
    else { return }
    result.remarks.append(.init(kind, "dtich", value: stated, other: measuredHa))
  }

  /// What is wrong with a recorded area beside that of the polygon, both in ha.
  public static func areaFault(
    _ stated: Double, _ measuredHa: Double, tolerance: Double
  ) -> ForestStatusRemark.Kind? {
    let difference = abs(stated - measuredHa)
    guard measuredHa > 0, difference > areaFloorHa, difference > tolerance * measuredHa else {
      return nil
    }
    return abs(stated / measuredHa / 10_000 - 1) <= 0.1 ? .areaUnit : .areaDiffers
  }

  private func checkProducts(_ amount: (String) -> Double?, _ result: inout Result) {
    guard let area = amount("dtich") else { return }
    for (whole, perHa) in [("mgolo", "mgo"), ("mtnlo", "mtn")] {
      guard let total = amount(whole), let density = amount(perHa) else { continue }
      let expected = density * area
      // Both factors are rounded: stock to 0.1, area to 0.01 ha.
      let rounding = 0.05 * area + 0.005 * density + 0.005
      if abs(total - expected) > 0.01 * abs(expected) + rounding {
        result.remarks.append(.init(.stockProduct, whole, value: total, other: expected))
      }
    }
  }
}

/// The picture of a layer that the traits of its parcels make.
public struct ForestStatusTally: Sendable {
  private var counts: [UInt8: Int] = [:]

  /// Nothing counted yet.
  public init() {}

  /// Counts a parcel.
  public mutating func add(_ traits: ForestStatusChecks.Traits) {
    if !traits.isEmpty { counts[traits.rawValue, default: 0] += 1 }
  }

  private func count(_ trait: ForestStatusChecks.Traits) -> Int {
    counts.reduce(0) {
      ForestStatusChecks.Traits(rawValue: $1.key).isSuperset(of: trait) ? $0 + $1.value : $0
    }
  }

  /// From this many parcels on a pattern is one.
  private static let least = 5

  /// Whether codes 1 and 2 of the category stand for each other in most of the layer; the single
  /// contradictions then say nothing new.
  public var isCategoryOrderExchanged: Bool {
    let exchanged = count(.categoriesExchanged)
    return exchanged >= Self.least && 2 * exchanged > count(.categoryWithUse)
  }

  /// Findings about the layer as a whole.
  public func findings(
    at place: FindingLocation, edition: ClassEdition, language: Language
  ) -> [Finding] {
    let style = NumberStyle(language)
    func number(_ trait: ForestStatusChecks.Traits) -> String {
      style.string(Double(count(trait)))
    }
    var found: [Finding] = []
    if edition == .circular33of2018, count(.poorByOldEdition) >= Self.least,
      5 * count(.poorByOldEdition) > count(.poor)
    {
      found.append(
        Finding(
          .statusEditionDoubtful, at: place,
          ["count": number(.poorByOldEdition), "all": number(.poor)]))
    }
    if isCategoryOrderExchanged {
      found.append(
        Finding(
          .statusCategoryOrder, at: place,
          ["count": number(.categoriesExchanged), "all": number(.categoryWithUse)]))
    }
    if count(.rolesExchanged) > count(.holderInPlace) {
      found.append(
        Finding(.statusRolesExchanged, at: place, ["count": number(.rolesExchanged)]))
    }
    return found
  }
}

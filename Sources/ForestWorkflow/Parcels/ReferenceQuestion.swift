import ForestGeo
import ForestModel

/// Settles the CRS of one dataset: the user's word, else what is stored, read by its parameters. What is odd about
/// it becomes a finding that says what to type; nothing is guessed in silence.
struct ReferenceQuestion {
  /// What a user types to take the stored CRS without questions.
  static let asStored = "as-stored"

  /// File name for findings.
  let file: String
  /// Option that states the CRS.
  let option: String
  /// The user's word; `nil` takes the stored one.
  let stated: String?
  /// Extent of the dataset in its own unit.
  let box: CoordinateBox?
  /// The land it should lie in, degrees, where that is known.
  var expected: CoordinateBox?

  private var here: FindingLocation { FindingLocation(file: file) }

  /// The reference to work with; `nil` when an error finding says why there is none.
  func settle(
    _ stored: CoordinateReference?, log: inout FindingLog
  ) throws(WorkflowError) -> CoordinateReference? {
    do throws(GeoError) {
      if let stated, stated != Self.asStored {
        return try self.stated(try CoordinateReference(stated), stored, &log)
      }
      guard let stored else {
        log.add(.crsMissing, at: here, missing(Self.candidates(box, expected)))
        return nil
      }
      return stated == nil ? try read(stored, &log) : stored
    } catch {
      throw WorkflowError(error)
    }
  }

  /// A stated reference, normalised like a stored one; that it replaces another is told.
  private func stated(
    _ reference: CoordinateReference, _ stored: CoordinateReference?, _ log: inout FindingLog
  ) throws(GeoError) -> CoordinateReference {
    var taken = reference
    if case .recognised(let known) = try ReferenceReading(reference) {
      taken = known
      recognised(reference, as: known, &log)
    }
    guard let stored else { return taken }
    var held = stored
    if case .recognised(let known) = try ReferenceReading(stored) { held = known }
    let isSame = held.authorityCode != nil && held.authorityCode == taken.authorityCode
    if held.wkt != taken.wkt, !isSame {
      log.add(.crsReplaced, at: here, ["stored": stored.label, "stated": taken.label])
    }
    return taken
  }

  /// The stored reference by its parameters.
  private func read(
    _ stored: CoordinateReference, _ log: inout FindingLog
  ) throws(GeoError) -> CoordinateReference? {
    switch try ReferenceReading(stored) {
    case .plain: return stored
    case .recognised(let known):
      recognised(stored, as: known, &log)
      return known
    case .withoutShift(let zone, let written):
      log.add(.crsWithoutShift, at: here, slots(stored, zone, metres(zone, written)))
      return nil
    case .rotationSign(let zone):
      log.add(.crsRotationSign, at: here, slots(stored, zone, metres(zone, stored)))
      return stored
    case .otherShift(let zone, let shift):
      let metres = metres(zone, stored)
      let isNear = metres.map { $0 < 5 } ?? false
      log.add(
        isNear ? .crsShiftInexact : .crsWrongShift, at: here,
        slots(stored, zone, metres).merging(["shift": shift]) { $1 })
      return isNear ? stored : nil
    }
  }

  private func recognised(
    _ stored: CoordinateReference, as known: CoordinateReference, _ log: inout FindingLog
  ) {
    log.add(
      .crsRecognised, at: here, ["read": stored.name, "taken": known.label, "option": option])
  }

  /// Metres between two readings in the middle of the data; `nil` without an extent.
  private func metres(_ one: CoordinateReference, _ other: CoordinateReference) -> Double? {
    box.flatMap { one.separationM(of: $0.center, readIn: other) }
  }

  private func slots(
    _ stored: CoordinateReference, _ zone: CoordinateReference, _ metres: Double?
  ) -> [String: String] {
    [
      "read": stored.name, "zone": zone.label, "m": Self.metresText(metres), "option": option,
      "code": zone.authorityCode ?? zone.name,
    ]
  }

  /// What `crs-missing` says: the extent and the references that fit.
  private func missing(_ candidates: [ReferenceCandidate]) -> [String: String] {
    Self.slots(of: box, candidates, option)
  }
}

// MARK: Texts of findings

extension ReferenceQuestion {
  /// References that fit an extent, the likeliest first; none without an extent.
  static func candidates(
    _ box: CoordinateBox?, _ expected: CoordinateBox?
  ) -> [ReferenceCandidate] {
    guard let box else { return [] }
    return PositionCheck.candidates(for: box, in: expected?.grown(by: 0.1))
  }

  /// The slots `box`, `candidates`, `first` and `option`.
  static func slots(
    of box: CoordinateBox?, _ candidates: [ReferenceCandidate], _ option: String
  ) -> [String: String] {
    var slots = [
      "box": box.map(text) ?? "–", "first": candidates.first?.code ?? "EPSG:9206",
      "option": option,
    ]
    slots.put("candidates", words(candidates))
    return slots
  }

  /// At most four candidates with the place that each gives, and how many more there are.
  static func words(_ candidates: [ReferenceCandidate]) -> Phrase {
    if candidates.isEmpty { return Phrase(same: "–") }
    let shown = candidates.prefix(4).map { candidate in
      let zone = VN2000.zones.first { $0.code == candidate.code }
      let name = zone?.provinces.count == 1 ? ", " + (zone?.provinces[0] ?? "") : ""
      let place = candidate.place.degreesWords
      return Phrase(
        "\(candidate.reference.label): \(place.english)\(name)",
        vi: "\(candidate.reference.label): \(place.vietnamese)\(name)")
    }
    let more = candidates.count - shown.count
    return Phrase(
      shown.map(\.english).joined(separator: "; ") + (more > 0 ? "; and \(more) more" : ""),
      vi: shown.map(\.vietnamese).joined(separator: "; ")
        + (more > 0 ? "; và \(more) hệ khác" : ""))
  }

  /// An extent in its own unit: `x 574000..587000, y 2298000..2309000`.
  static func text(_ box: CoordinateBox) -> String {
    func rounded(_ value: Double) -> String {
      let step = box.isSmall ? 1e4 : 1
      return ((value * step).rounded() / step).findingText
    }
    return
      "x \(rounded(box.west))..\(rounded(box.east)), y \(rounded(box.south))..\(rounded(box.north))"
  }

  /// Metres with a digit that means something.
  static func metresText(_ metres: Double?) -> String {
    guard let metres else { return "–" }
    return (metres < 10 ? (metres * 100).rounded() / 100 : metres.rounded()).findingText
  }

  /// Kilometres with one decimal below 10.
  static func kilometresText(_ metres: Double) -> String {
    (metres < 10_000 ? (metres / 100).rounded() / 10 : (metres / 1_000).rounded()).findingText
  }
}

extension CoordinateBox {
  /// Whether the numbers may be degrees or kilometres, so that decimals matter.
  fileprivate var isSmall: Bool { max(abs(west), abs(east), abs(south), abs(north)) < 10_000 }
}

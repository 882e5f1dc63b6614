import CarbonStock
import ForestGeo
import ForestModel

/// Where a dataset lies, once its CRS is settled: what other inputs are held against.
struct LayerPlace: Sendable {
  /// File name for findings.
  let file: String
  /// Option that states the CRS.
  let option: String
  /// The user's word on the CRS.
  let stated: String?
  /// CRS it is read in.
  let reference: CoordinateReference
  /// Extent in the unit of the CRS.
  let box: CoordinateBox
  /// Extent in degrees; `nil` where it has no place on the ellipsoid.
  let degrees: CoordinateBox?

  init(
    file: String, option: String, stated: String?, reference: CoordinateReference,
    box: CoordinateBox
  ) {
    self.file = file
    self.option = option
    self.stated = stated
    self.reference = reference
    self.box = box
    degrees = box.inDegrees(reference)
  }

  private var here: FindingLocation { FindingLocation(file: file) }

  /// Reports what the position says about the CRS.
  func report(_ check: PositionCheck, log: inout FindingLog) {
    let finding = check.finding()
    var slots = ReferenceQuestion.slots(of: check.box, [], option)
    slots["crs"] = reference.label
    slots.put("place", check.place?.degreesWords ?? Phrase(same: "–"))
    slots.put("expected", check.expected?.degreesWords ?? Phrase(same: "–"))
    switch finding {
    case .fits, .unknown: return
    case .axesSwapped: log.add(.axesSwapped, at: here, slots)
    case .degreesAsMetres: log.add(.degreesAsMetres, at: here, slots)
    case .kilometres: log.add(.coordinatesInKilometres, at: here, slots)
    case .metresAsDegrees(let candidates):
      slots.merge(ReferenceQuestion.slots(of: check.box, candidates, option)) { $1 }
      log.add(.metresAsDegrees, at: here, slots)
    case .otherZone(let candidates):
      slots.merge(ReferenceQuestion.slots(of: check.box, candidates, option)) { $1 }
      // What the user states himself is told to be unlikely, and used.
      log.add(stated == nil ? .crsOtherZone : .positionUnlikely, at: here, slots)
    case .outside(let share):
      slots["percent"] = "\((share * 100).rounded().findingText)%"
      let isVN2000 = reference.name.hasPrefix("VN-2000")
      let isInVietNam = check.place.map { $0.overlaps(PositionCheck.vietNam.grown(by: 0.5)) }
      if stated != nil {
        log.add(.positionUnlikely, at: here, slots)
      } else if isVN2000, isInVietNam != true {
        log.add(.positionNotInVietNam, at: here, slots)
      } else {
        log.add(.positionOutsideArea, at: here, slots)
      }
    }
  }

  /// Reports that this dataset shares no land with `other`; a slip in its zone that would explain it is named.
  func report(apartFrom other: LayerPlace, log: inout FindingLog) {
    guard let mine = degrees, let theirs = other.degrees, !mine.overlaps(theirs) else { return }
    let check = PositionCheck(box, in: reference, expected: theirs)
    switch check.finding() {
    case .otherZone, .axesSwapped: report(check, log: &log)
    default:
      var slots = [
        "other": other.file, "option": "\(option), \(other.option)",
        "km": ReferenceQuestion.kilometresText(geodesicDistanceM(mine.center, theirs.center)),
      ]
      slots.put("place", mine.degreesWords)
      slots.put("otherplace", theirs.degreesWords)
      log.add(.layersApart, at: here, slots)
    }
  }

  /// The land of provinces, degrees: where the zones that are theirs are used; `nil` for names that no zone has.
  static func land(ofProvinces names: String) -> CoordinateBox? {
    var land: CoordinateBox?
    for name in names.split(whereSeparator: { ",;".contains($0) }) {
      var plain = LetterFolding.plain(name.trimmingBlanks)
      for prefix in ["tinh ", "thanh pho "] where plain.hasPrefix(prefix) {
        plain = String(plain.dropFirst(prefix.count))
      }
      guard let zone = VN2000.zone(ofProvince: plain, folded: LetterFolding.plain),
        let area = (try? CoordinateReference(zone.code))?.areaOfUse
      else { return nil }
      land = land.map { $0.union(area) } ?? area
    }
    return land
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

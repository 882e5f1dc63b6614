public import ForestModel
import Yams

/// The acts that documents rest on, as a dated list, and what the law leaves open.
public struct LegalBasis: Sendable {
  /// One instrument.
  public struct Instrument: Sendable {
    /// Number, e.g. `180/2026/NĐ-CP`.
    public let number: String
    /// Kind: law, decree, circular.
    public let kind: Phrase
    /// Who issued it.
    public let issuer: Phrase
    /// What it is about.
    public let subject: Phrase
    /// Day of issue; empty: not confirmed.
    public let date: String
    /// First day in force; empty: not confirmed.
    public let inForce: String
    /// State when it was last looked at.
    public let status: Status
    /// What replaced it; empty: nothing.
    public let replacedBy: String
    /// How far its facts are confirmed.
    public let confirmed: Phrase
    /// Month in which it was last looked at.
    public let checked: String
    let families: [String]
  }

  /// State of an instrument.
  public enum Status: String, Sendable {
    case inForce = "in_force"
    case amended, replaced, transitional, guidance, draft, unknown

    /// The word for people.
    public var name: Phrase {
      switch self {
      case .inForce: Phrase("in force", vi: "còn hiệu lực")
      case .amended: Phrase("in force, amended", vi: "còn hiệu lực, đã sửa đổi")
      case .replaced: Phrase("replaced", vi: "đã bị thay thế")
      case .transitional: Phrase("transitional", vi: "áp dụng chuyển tiếp")
      case .guidance: Phrase("guidance, not a norm", vi: "hướng dẫn, không phải quy phạm")
      case .draft: Phrase("draft, not issued", vi: "dự thảo, chưa ban hành")
      case .unknown: Phrase("present force not confirmed", vi: "chưa xác nhận hiệu lực")
      }
    }
  }

  /// Something that the law leaves open.
  public struct OpenPoint: Sendable {
    /// What it is about.
    public let topic: Phrase
    /// What is not said.
    public let open: Phrase
    /// Instrument, article and box of the form, as far as known.
    public let place: String
  }

  /// Instruments of a family of documents, in order.
  public let instruments: [Instrument]
  /// Open points, in order.
  public let openPoints: [OpenPoint]

  /// The list of the program for a family of documents, such as `aid`; instruments that all cite are among
  /// them.
  public static func builtIn(family: String) throws(DocumentError) -> LegalBasis {
    let all = try LegalBasis(
      basis: EmbeddedTexts.all["legal-basis"] ?? "", open: EmbeddedTexts.all["legal-open"] ?? "")
    return LegalBasis(
      instruments: all.instruments.filter {
        $0.families.contains("all") || $0.families.contains(family)
      }, openPoints: all.openPoints)
  }

  private init(instruments: [Instrument], openPoints: [OpenPoint]) {
    self.instruments = instruments
    self.openPoints = openPoints
  }

  init(basis: String, open: String) throws(DocumentError) {
    let reader = YAMLReader()
    do {
      instruments = try compose(yaml: basis)?.array().map(reader.instrument) ?? []
      openPoints = try compose(yaml: open)?.array().map(reader.openPoint) ?? []
    } catch let error as YAMLReader.Invalid {
      throw .templateInvalid("legal-basis", detail: error.detail)
    } catch {
      throw .templateInvalid("legal-basis", detail: "\(error)")
    }
  }

  /// Why an instrument should be looked at before it is cited on a day; `nil`: it can be cited.
  public func doubt(about instrument: Instrument, on day: String?) -> Phrase? {
    if !instrument.replacedBy.isEmpty, instrument.status == .replaced {
      return Phrase(
        "replaced by \(instrument.replacedBy)", vi: "đã bị thay thế bởi \(instrument.replacedBy)")
    }
    if let day, !instrument.inForce.isEmpty, instrument.inForce > day {
      return Phrase(
        "in force only from \(instrument.inForce)",
        vi: "chỉ có hiệu lực từ ngày \(instrument.inForce)")
    }
    if let day, !instrument.date.isEmpty, instrument.date > day {
      return Phrase("issued only on \(instrument.date)", vi: "chỉ ban hành ngày \(instrument.date)")
    }
    return [.inForce, .amended].contains(instrument.status) ? nil : instrument.status.name
  }
}

extension YAMLReader {
  fileprivate func instrument(_ node: Node) throws -> LegalBasis.Instrument {
    let status = try text(node, "status")
    guard let known = LegalBasis.Status(rawValue: status) else {
      throw Invalid("no status \(status)")
    }
    let confirmed: Phrase
    switch node["confirmed"]?.string {
    case "text_read": confirmed = Phrase("text read", vi: "đã đọc văn bản")
    case "cited": confirmed = Phrase("cited elsewhere", vi: "theo văn bản khác viện dẫn")
    default: confirmed = Phrase("portal or press", vi: "theo cổng thông tin, báo chí")
    }
    return LegalBasis.Instrument(
      number: try text(node, "number"), kind: try phrase(node["instrument"]),
      issuer: try phrase(node["issuer"]), subject: try phrase(node["subject"]),
      date: node["date"]?.scalar?.string ?? "", inForce: node["in_force"]?.scalar?.string ?? "",
      status: known, replacedBy: node["replaced_by"]?.scalar?.string ?? "", confirmed: confirmed,
      checked: node["checked"]?.scalar?.string ?? "",
      families: (node["cite"]?.array() ?? []).compactMap { $0.scalar?.string })
  }

  fileprivate func openPoint(_ node: Node) throws -> LegalBasis.OpenPoint {
    LegalBasis.OpenPoint(
      topic: try phrase(node["topic"]), open: try phrase(node["open"]),
      place: ["number", "article", "form"].compactMap { node[$0]?.scalar?.string }
        .joined(separator: "; "))
  }
}

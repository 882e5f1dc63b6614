public import ForestModel
import FoundationEssentials

/// A constant of a standard with the place where it stands.
public struct StandardConstant: Sendable, Equatable {
  /// Id within the standard; the steps of a table share one.
  public let id: String
  /// Value.
  public let value: Double
  /// Unit.
  public let unit: String
  /// Name in both languages.
  public let name: Phrase
  /// Document.
  public let source: String
  /// Clause in it; empty when not known.
  public let clause: String
  /// Whether the value was seen in the document or in a transcription of it.
  public let confirmed: Bool
  /// Upper end of a step, included.
  let upto: Double?
}

/// A question that a standard asks; the account needs the answer.
public struct StandardQuestion: Sendable, Equatable {
  /// What an answer must look like.
  public enum Kind: String, Sendable, Decodable {
    /// Tonnes, positive or not.
    case tonnes
    /// Hectares, not negative.
    case hectares
    /// An amount per hectare, not negative.
    case perHectare = "per-hectare"
    /// A percentage from 0 to 100.
    case percent
    /// A number, not negative.
    case number
    /// Yes or no.
    case yesNo = "yes-no"
    /// Words; they enter no figure.
    case text
  }
  /// Id, e.g. `leakage_market_t`.
  public let id: String
  /// Kind of answer.
  public let kind: Kind
  /// The question.
  public let text: Phrase
}

/// A carbon standard as dated data: whom it is for, its rules and its constants. The functions of the
/// rules are in `UncertaintyRule`, `LeakageRule` and `BufferRule`; the figures in `Standards/*.json`.
public struct Standard: Sendable {
  /// What a deduction is taken of.
  public enum Base: String, Sendable, Decodable {
    /// Baseline less project.
    case gross
    /// Gross less leakage.
    case afterLeakage = "after-leakage"
    /// Gross less the deduction for uncertainty and less leakage.
    case afterDeductions = "after-deductions"
  }
  /// Whom the rules are for.
  public enum Level: String, Sendable, Decodable {
    /// A project.
    case project
    /// A country or a large jurisdiction.
    case jurisdiction
    /// Both.
    case any
    /// Nobody yet: a profile without figures.
    case none
  }

  /// Id, e.g. `vcs-vm0007`.
  public let id: String
  /// Name.
  public let name: Phrase
  /// Version and date of the text.
  public let version: String
  /// Month in which the text was last read.
  public let read: String
  /// Confidence level that the rule for uncertainty needs; `nil` where none is known.
  public let confidence: Double?
  /// Whether the half-width must come from draws.
  public let needsDraws: Bool
  /// Whom the rules are for.
  public let level: Level
  /// Activities of Decree 180/2026 that the rules are for.
  public let activities: [String]
  /// Why another activity or level is only an illustration.
  public let scopeReason: Phrase
  /// What must hold besides where they apply; empty where nothing is known to.
  public let condition: Phrase
  /// Last vintage the rules take, with the reason.
  public let lastVintage: (year: Int, reason: Phrase)?
  /// Deduction for uncertainty and what it is taken of; `nil` when the rule is not known.
  public let uncertainty: (rule: UncertaintyRule, base: Base)?
  /// Leakage; `nil` when the rule is not known.
  public let leakage: LeakageRule?
  /// Whether the leakage of the period is deducted in its first year.
  public let leaksInFirstYear: Bool
  /// Buffer and what it is taken of; `nil` when the rule is not known.
  public let buffer: (rule: BufferRule, base: Base)?
  /// Questions.
  public let questions: [StandardQuestion]
  /// The rule in words.
  public let rule: Phrase
  /// Constants in the order of the text.
  public let constants: [StandardConstant]

  /// Ids of the standards that come with the program, in the order of tables.
  public static let builtInIDs = builtInData.map(\.id)

  private static var builtInData: [(id: String, json: String)] {
    [
      ("vcs-vm0007", EmbeddedTexts.vcs_vm0007_json),
      ("vcs-vm0047", EmbeddedTexts.vcs_vm0047_json),
      ("vcs-vm0048", EmbeddedTexts.vcs_vm0048_json),
      ("cdm-ar-tool14", EmbeddedTexts.cdm_ar_tool14_json),
      ("gs-403", EmbeddedTexts.gs_403_json),
      ("plan-vivo", EmbeddedTexts.plan_vivo_json),
      ("art-trees", EmbeddedTexts.art_trees_json),
      ("fcpf-cf", EmbeddedTexts.fcpf_cf_json),
      ("vn-circular-23", EmbeddedTexts.vn_circular_23_json),
      ("vn-domestic", EmbeddedTexts.vn_domestic_json),
    ]
  }

  /// The standard of an id; `nil` when there is none.
  ///
  /// - Throws: `dataInvalid` when our own data cannot be read.
  public static func builtIn(_ id: String) throws(AccountingError) -> Standard? {
    guard let data = builtInData.first(where: { $0.id == id }) else { return nil }
    return try Standard(json: data.json)
  }

  /// Reads a standard.
  ///
  /// - Throws: `dataInvalid` when it lacks a field or a constant that its rules need.
  init(json: String) throws(AccountingError) {
    let data: StandardData
    do {
      data = try JSONDecoder().decode(StandardData.self, from: Data(json.utf8))
    } catch {
      throw .dataInvalid("\(error)")
    }
    id = data.id
    name = data.name.phrase
    version = data.version
    read = data.read
    confidence = data.confidence
    needsDraws = data.draws ?? false
    level = data.scope.level
    activities = data.scope.activities
    scopeReason = data.scope.reason.phrase
    condition = data.scope.condition?.phrase ?? Phrase(same: "")
    if let year = data.scope.lastVintage {
      lastVintage = (year, data.scope.lastVintageReason?.phrase ?? Phrase(same: ""))
    } else {
      lastVintage = nil
    }
    questions = data.questions.map {
      StandardQuestion(id: $0.id, kind: $0.kind, text: $0.text.phrase)
    }
    rule = data.rule.phrase
    constants = data.constants.map(\.constant)
    let table = ConstantTable(standard: data.id, constants: constants)
    let asked = Set(data.questions.map(\.id))
    if let rule = data.uncertainty {
      uncertainty = (try UncertaintyRule(rule.rule, table), rule.of)
    } else {
      uncertainty = nil
    }
    if let rule = data.leakage {
      leakage = try LeakageRule(rule.rule, questions: rule.questions, table)
      guard asked.isSuperset(of: rule.questions) else {
        throw .dataInvalid("\(data.id): leakage needs a question that is not asked")
      }
    } else {
      leakage = nil
    }
    leaksInFirstYear = data.leakage?.inFirstYear ?? false
    if let rule = data.buffer {
      buffer = (try BufferRule(rule.rule, table), rule.of)
      guard asked.isSuperset(of: buffer?.rule.questions ?? []) else {
        throw .dataInvalid("\(data.id): the buffer needs a question that is not asked")
      }
    } else {
      buffer = nil
    }
  }
}

/// The constants of one standard by id.
struct ConstantTable {
  let standard: String
  let constants: [StandardConstant]

  func value(_ id: String) throws(AccountingError) -> Double {
    let found = constants.filter { $0.id == id }
    guard let constant = found.first, found.count == 1 else {
      throw .dataInvalid("\(standard): constant \(id) must stand once")
    }
    return constant.value
  }

  /// The steps of a table: upper ends, ascending, with their values.
  func steps(_ id: String) throws(AccountingError) -> [(upto: Double, value: Double)] {
    let steps = constants.compactMap { constant in
      constant.id == id ? constant.upto.map { (upto: $0, value: constant.value) } : nil
    }
    let isAscending = zip(steps, steps.dropFirst()).allSatisfy { $0.upto < $1.upto }
    guard !steps.isEmpty, isAscending else {
      throw .dataInvalid("\(standard): the steps of \(id) do not ascend")
    }
    return steps
  }
}

/// The file of a standard.
private struct StandardData: Decodable {
  struct Words: Decodable {
    let en: String
    let vi: String
    var phrase: Phrase { Phrase(en, vi: vi) }
  }
  struct Scope: Decodable {
    let level: Standard.Level
    let activities: [String]
    let reason: Words
    let condition: Words?
    let lastVintage: Int?
    let lastVintageReason: Words?
  }
  struct Rule: Decodable {
    let rule: String
    let of: Standard.Base
  }
  struct Leakage: Decodable {
    let rule: String
    let questions: [String]
    let inFirstYear: Bool?
  }
  struct Question: Decodable {
    let id: String
    let kind: StandardQuestion.Kind
    let text: Words
  }
  struct Constant: Decodable {
    let id: String
    let value: Double
    let unit: String
    let name: Words
    let source: String
    let clause: String
    let confirmed: Bool
    let upto: Double?
    var constant: StandardConstant {
      StandardConstant(
        id: id, value: value, unit: unit, name: name.phrase, source: source, clause: clause,
        confirmed: confirmed, upto: upto)
    }
  }
  let id: String
  let name: Words
  let version: String
  let read: String
  let confidence: Double?
  let draws: Bool?
  let scope: Scope
  let uncertainty: Rule?
  let leakage: Leakage?
  let buffer: Rule?
  let questions: [Question]
  let rule: Words
  let constants: [Constant]
}

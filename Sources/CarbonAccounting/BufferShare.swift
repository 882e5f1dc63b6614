public import ForestModel

/// What a standard keeps back against reversals, with what is still to be answered.
public struct BufferShare: Sendable {
  /// Id of the standard.
  public let standard: String
  /// Name of the standard.
  public let name: Phrase
  /// Version and date of its text.
  public let version: String
  /// Percentage; `nil` where the rule is not known or an answer is missing.
  public let percent: Double?
  /// Whether every constant of the rule was seen in its source. `false` must be shown to the reader.
  public let confirmed: Bool
  /// The rule in words.
  public let rule: Phrase
  /// Questions without a usable answer.
  public let missing: [String]
}

extension Standard {
  /// The questions of the buffer rule as a questionnaire asks them, the standard's id before their own:
  /// `art-trees.law_in_place`.
  public var bufferQuestions: [RiskQuestion] {
    guard let buffer else { return [] }
    return buffer.rule.questions.compactMap { id in
      questions.first { $0.id == id }.map { question in
        let most = buffer.rule.limit(of: id) ?? 100
        return RiskQuestion(
          self.id + "." + id, .scheme,
          question.kind == .yesNo ? .yesNo : .number(0...most, unit: "%"),
          at: [name.english, version].joined(separator: " "), question.text.english,
          vi: question.text.vietnamese)
      }
    }
  }

  /// The percentage that this standard keeps back.
  ///
  /// - Parameters: `answers` by code of `bufferQuestions`, others are passed over; `rating` of the VCS risk
  ///   tool in whole percent, `nil` where there is none.
  public func bufferShare(_ answers: [String: RiskAnswer], rating: Int?) -> BufferShare {
    let sheet = RiskSheet(answers, to: bufferQuestions)
    var missing = sheet.ids(.missing) + sheet.ids(.invalid)
    var given: [String: Double] = [:]
    for (id, answer) in sheet.answers {
      switch answer {
      case .yesNo(let value): given[String(id.dropFirst(self.id.count + 1))] = value ? 1 : 0
      case .number(let value): given[String(id.dropFirst(self.id.count + 1))] = value
      case .option: continue
      }
    }
    if case .nonPermanence? = buffer?.rule, rating == nil { missing.append("rating") }
    let used = Set(bufferConstants)
    return BufferShare(
      standard: id, name: name, version: version,
      percent: buffer?.rule.percent(answers: given, rating: rating.map(Double.init)),
      confirmed: buffer != nil && constants.allSatisfy { !used.contains($0.id) || $0.confirmed },
      rule: bufferRule, missing: missing)
  }

  private var bufferConstants: [String] {
    switch buffer?.rule {
    case .flat?: ["buffer"]
    case .art?: ["buffer", "law", "variability", "plan"]
    case .fcpf?:
      [
        "reversal", "stakeholders_most", "institutions_most", "drivers_most", "natural_most",
        "pooled",
      ]
    case .nonPermanence?, BufferRule.none?, nil: []
    }
  }

  private var bufferRule: Phrase {
    switch buffer?.rule {
    case .nonPermanence?:
      return Phrase(
        "rating of the VCS non-permanence risk tool",
        vi: "điểm của công cụ rủi ro không vĩnh viễn VCS")
    case .flat(let percent)?:
      let name = constants.first { $0.id == "buffer" }?.name ?? Phrase(same: "")
      return Phrase(
        "\(name.english) \(percent.csvText)%", vi: "\(name.vietnamese) \(percent.csvText)%")
    case .art(let start, let law, let variability, let plan)?:
      let parts = [start, law, variability, plan].map(\.csvText)
      return Phrase(
        "\(parts[0])%; \(parts[1]) for a law or policy, \(parts[2]) for low variability, \(parts[3]) for a national plan",
        vi:
          "\(parts[0])%; \(parts[1]) nếu có luật hoặc chính sách, \(parts[2]) nếu biến động thấp, \(parts[3]) nếu có kế hoạch quốc gia"
      )
    case .fcpf(let fixed, let limits, let pooled)?:
      let most = limits.reduce(0) { $0 + $1.most }
      return Phrase(
        "\(fixed.csvText)%, up to \(most.csvText) more by risk, and \(pooled.csvText) pooled",
        vi:
          "\(fixed.csvText)%, cộng tối đa \(most.csvText) theo rủi ro, và \(pooled.csvText) vào quỹ dự phòng tập trung"
      )
    case BufferRule.none?:
      return Phrase(
        "no buffer; credits are temporary and expire",
        vi: "không có lượng dự phòng; tín chỉ là tạm thời và hết hạn")
    case nil:
      return Phrase("no rule is known", vi: "chưa rõ quy định")
    }
  }
}

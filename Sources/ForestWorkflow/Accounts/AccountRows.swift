import CarbonAccounting
import CarbonStock
import ForestGeo
import ForestModel

/// How uncertain a figure of a table is: its standard error, shared with the other rows of its group. The
/// error has the sign of the figure, so that rows of a group are too large or too small together.
struct StatedError {
  var standardError: Double
  var degreesOfFreedom: Double
  var group: String
}

/// One row of a table of flows, read but not yet part of a model.
struct FlowRow {
  /// Hectares times a factor, or an amount in t CO2e, emissions positive.
  enum Amount {
    case area(Double, factor: String)
    case co2e(Double)
  }
  var file: String
  var row: Int
  var scenario: AccountScenario
  var period: Period
  var name: String
  var category: AccountFlow.Category
  var measure: Int?
  var amount: Amount
  var error: StatedError
  /// Distinguishes flows that one row gives.
  var part = ""

  /// The row for people: whose error is drawn.
  var title: String {
    let days = "\(period.start.text) to \(period.end.text)"
    return "\(scenario.rawValue): \(name)" + (part.isEmpty ? "" : " (\(part))") + ", " + days
  }

  /// What the row is, whatever its place in the file: orders the model.
  var key: String {
    let what =
      switch amount {
      case .area(let area, let factor): "area \(area.csvText) \(factor)"
      case .co2e(let amount): "amount \(amount.csvText)"
      }
    return [
      scenario.rawValue, period.start.text, period.end.text, name, category.rawValue, part, what,
    ].joined(separator: "|")
  }
}

/// One factor: a sum of stated values and stocks of strata, t CO2e/ha.
struct FactorRow {
  var row: Int
  var name: String
  /// Value with its error; `nil` where the factor consists of strata only.
  var stated: (value: Double, error: StatedError)?
  var before: String
  var after: String
}

extension TableCells {
  /// A number of 0 or more; `nan` when it is missing and may be.
  mutating func amount(
    _ column: String, why: Phrase, isRequired: Bool = true, _ language: Language,
    _ log: inout FindingLog
  ) -> Double {
    let value = isRequired ? requiredNumber(column, &log) : number(column, &log)
    if value < 0 {
      fail(
        .amountNegative, column, &log, ["value": value.findingText, "why": why.text(language)])
    }
    return value
  }

  /// An amount of 0 or more that cannot exceed `most`: beyond it the unit is another one.
  mutating func amount(
    _ column: String, atMost most: Double, unit: String, _ log: inout FindingLog
  ) -> Double {
    let value = requiredNumber(column, &log)
    if value < 0 || value > most {
      fail(
        .poolValueImpossible, column, &log,
        ["value": value.findingText, "low": "0", "high": most.findingText, "unit": unit])
    }
    return value
  }

  /// A fraction between 0 and 1; what looks like a percentage is an error.
  mutating func fraction(
    _ column: String, default standard: Double?, _ log: inout FindingLog
  ) -> Double {
    let before = errorCode
    let value =
      standard == nil ? requiredNumber(column, &log) : number(column, &log)
    guard errorCode == before else { return .nan }
    if value.isNaN { return standard ?? .nan }
    if !(0...1).contains(value) {
      fail(.fractionAsPercent, column, &log, ["value": value.findingText])
    }
    return value
  }

  /// A percentage from 0 to 100.
  mutating func percentage(_ column: String, _ log: inout FindingLog) -> Double {
    let value = requiredNumber(column, &log)
    if value < 0 || value > 100 {
      fail(.shareImpossible, column, &log, ["value": value.findingText])
    } else if value > 0, value < 1 {
      fail(.percentAsFraction, column, &log, ["value": value.findingText])
    }
    return value
  }

  /// The days of a row: a year, or start and end.
  mutating func period(_ log: inout FindingLog) -> Period? {
    let before = errorCode
    let (year, start, end) = (text("year"), text("start"), text("end"))
    if !year.isEmpty {
      if !start.isEmpty || !end.isEmpty {
        fail(.statedTwice, "year", &log, ["found": "year, start, end"])
        return nil
      }
      let number = number("year", &log)
      guard errorCode == before else { return nil }
      guard number == number.rounded(), abs(number) < 1e6,
        let first = CalendarDay(year: Int(number), month: 1, day: 1),
        let last = CalendarDay(year: Int(number), month: 12, day: 31)
      else {
        fail(.dayUnreadable, "year", &log, ["value": year])
        return nil
      }
      return Period(start: first, end: last)
    }
    var days: [CalendarDay] = []
    for (column, value) in [("start", start), ("end", end)] {
      if let day = CalendarDay(value) {
        days.append(day)
      } else {
        fail(value.isEmpty ? .emptyCell : .dayUnreadable, column, &log, ["value": value])
      }
    }
    guard days.count == 2 else { return nil }
    guard let period = Period(start: days[0], end: days[1]) else {
      fail(.periodReversed, "start", &log, ["start": start, "end": end])
      return nil
    }
    return period
  }

  /// The error of a figure: a half-width in percent with its level, or a standard error in the figure's
  /// unit.
  mutating func error(
    of value: Double, se column: String, needed levels: [Double], _ language: Language,
    _ log: inout FindingLog
  ) -> StatedError? {
    let before = errorCode
    let half = number("half_width_percent", &log)
    let se = has(column) ? number(column, &log) : .nan
    let level = number("confidence", &log)
    var df = Double.infinity
    let isStated = !text("df").isEmpty
    if isStated, !["inf", "∞"].contains(text("df").lowercased()) {
      df = number("df", &log)
      // Below one, Student's t has not even a mean.
      if df < 1 {
        fail(
          .poolValueImpossible, "df", &log,
          ["value": df.findingText, "low": "1", "high": "inf", "unit": ""])
      }
    }
    guard errorCode == before else { return nil }
    let group = text("error_group")
    if !half.isNaN, !se.isNaN {
      fail(.statedTwice, "half_width_percent", &log, ["found": "half_width_percent, \(column)"])
      return nil
    }
    if !se.isNaN {
      if se < 0 {
        let why = Phrase("standard error", vi: "sai số chuẩn").text(language)
        fail(.amountNegative, column, &log, ["value": se.findingText, "why": why])
        return nil
      }
      return StatedError(
        standardError: value < 0 ? -se : se, degreesOfFreedom: df, group: group)
    }
    guard !half.isNaN else {
      fail(
        .halfWidthMissing, "half_width_percent", &log,
        ["columns": "half_width_percent, \(column)"])
      return nil
    }
    if half == 0 { return StatedError(standardError: 0, degreesOfFreedom: .infinity, group: "") }
    if half < 0 {
      let why = Phrase("half-width", vi: "sai số tương đối").text(language)
      fail(.amountNegative, "half_width_percent", &log, ["value": half.findingText, "why": why])
      return nil
    }
    if half < 1 {
      fail(.percentAsFraction, "half_width_percent", &log, ["value": half.findingText])
      return nil
    }
    if level.isNaN {
      fail(.halfWidthWithoutLevel, "half_width_percent", &log, ["value": half.findingText])
      return nil
    }
    guard
      let width = HalfWidth(
        percent: half, confidence: level, degreesOfFreedom: isStated ? df : nil)
    else {
      fail(.fractionAsPercent, "confidence", &log, ["value": level.findingText])
      return nil
    }
    for needed in levels {
      do { _ = try width.percent(at: needed) } catch {
        let style = NumberStyle(language)
        fail(
          .halfWidthLevel, "df", &log,
          ["stated": style.percent(level), "needed": style.percent(needed)])
        return nil
      }
    }
    return StatedError(
      standardError: value * width.standardErrorPercent / 100, degreesOfFreedom: df, group: group)
  }
}

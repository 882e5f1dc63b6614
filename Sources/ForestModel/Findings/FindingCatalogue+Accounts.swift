// Findings of accounts: activity data, factors, flows, reference levels, answers to standards.

extension FindingKind {
  // MARK: Flows

  /// A day that is none.
  public static let dayUnreadable = FindingKind(
    "day-unreadable", .error, "read \"{value}\", expected a day such as 2026-03-15",
    vi: "đọc được “{value}”, cần một ngày dạng 2026-03-15")
  /// Years or days out of order.
  public static let periodReversed = FindingKind(
    "period-reversed", .error, "{start} lies after {end}; the first day comes first",
    vi: "{start} đứng sau {end}; cần ghi ngày đầu trước ngày cuối")
  /// A flow that the accounting period does not touch.
  public static let flowOutsidePeriod = FindingKind(
    "flow-outside-period", .error,
    "{scenario} flow from {start} to {end} lies outside the accounting period {first} to {last}",
    vi: "dòng {scenario} từ {start} đến {end} nằm ngoài kỳ tính toán {first} đến {last}")
  /// A flow that the accounting period cuts.
  public static let flowCut = FindingKind(
    "flow-cut", .warning,
    "only {days} of its {all} days lie in the accounting period; that share counts",
    vi: "chỉ {days} trong {all} ngày nằm trong kỳ tính toán; tính theo tỷ lệ đó")
  /// Days of the period without a row.
  public static let scenarioGap = FindingKind(
    "scenario-gap", .error,
    "the scenario {scenario} has no row for {days} days of the accounting period, {missing} first; a day without a row would count as no emission. State 0 where nothing is emitted",
    vi:
      "kịch bản {scenario} không có dòng nào cho {days} ngày của kỳ tính toán, bắt đầu từ {missing}; ngày không có dòng sẽ bị coi là không phát thải. Hãy ghi 0 nếu không có phát thải"
  )
  /// An amount that no forest has.
  public static let amountImpossible = FindingKind(
    "amount-impossible", .error, "the amount is {value} t CO2e; check the figures of this row",
    vi: "kết quả là {value} tCO₂tđ; hãy kiểm tra các con số của dòng này")
  /// The same figure in several years with errors taken as independent.
  public static let errorsIndependent = FindingKind(
    "errors-independent", .warning,
    "{name} ({scenario}) has the same figure and half-width in {count} rows without an error_group: their errors are taken as independent and cancel in part. Give them one error_group if they come from one estimate",
    vi:
      "{name} ({scenario}) có cùng con số và sai số ở {count} dòng mà không có error_group: sai số được coi là độc lập và bù trừ một phần. Hãy ghi cùng error_group nếu chúng từ một ước tính"
  )
  /// The same flow stated for the same days.
  public static let flowTwice = FindingKind(
    "flow-twice", .error,
    "{name} ({scenario}) is stated twice for days in common: rows {first} and {second}",
    vi: "{name} ({scenario}) được khai hai lần cho những ngày trùng nhau: dòng {first} và {second}")
  /// An amount below zero.
  public static let amountNegative = FindingKind(
    "amount-negative", .error, "read {value}, expected 0 or more: {why}",
    vi: "đọc được {value}, cần từ 0 trở lên: {why}")
  /// A share outside its range.
  public static let shareImpossible = FindingKind(
    "share-impossible", .error, "read {value}, expected a percentage from 0 to 100",
    vi: "đọc được {value}, cần tỷ lệ phần trăm từ 0 đến 100")
  /// A fraction where a percentage belongs.
  public static let percentAsFraction = FindingKind(
    "percent-as-fraction", .error,
    "read {value}, which looks like a fraction; write percent, 15 for 15 %. A half-width below 1 % is stated in the column for standard errors",
    vi:
      "đọc được {value}, có vẻ là phân số; hãy ghi phần trăm, 15 cho 15 %. Sai số tương đối dưới 1 % hãy khai ở cột sai số chuẩn"
  )
  /// A percentage where a fraction belongs.
  public static let fractionAsPercent = FindingKind(
    "fraction-as-percent", .error, "read {value}, expected a fraction between 0 and 1",
    vi: "đọc được {value}, cần một phân số giữa 0 và 1")
  /// A half-width that says no level.
  public static let halfWidthWithoutLevel = FindingKind(
    "half-width-without-level", .error,
    "the half-width of {value} % has no confidence level; fill in the column confidence, e.g. 0.90",
    vi: "sai số tương đối {value} % chưa có độ tin cậy; hãy điền cột confidence, ví dụ 0,90")
  /// A half-width of another level without degrees of freedom.
  public static let halfWidthLevel = FindingKind(
    "half-width-level", .error,
    "the half-width is of {stated} confidence and {needed} is needed; fill in the column df, so that it can be converted through Student's t (inf for a normal distribution)",
    vi:
      "sai số tương đối ở độ tin cậy {stated}, cần {needed}; hãy điền cột df để quy đổi theo phân phối Student (inf nếu phân phối chuẩn)"
  )
  /// No uncertainty stated.
  public static let halfWidthMissing = FindingKind(
    "half-width-missing", .error,
    "no uncertainty is stated; fill in {columns}, or 0 for a figure that is exact",
    vi: "chưa có độ không chắc chắn; hãy điền {columns}, hoặc 0 nếu con số là chính xác")
  /// Rows of one error group with different degrees of freedom.
  public static let errorGroupDiffers = FindingKind(
    "error-group-differs", .error,
    "rows of the error group {group} share one error, so their df must be the same: {first} and {second}",
    vi:
      "các dòng của nhóm sai số {group} dùng chung một sai số nên df phải bằng nhau: {first} và {second}"
  )
  /// No estimated areas of change.
  public static let changeAreasMissing = FindingKind(
    "change-areas-missing", .error,
    "the class of change \"{value}\" needs areas.csv of the verb change with a reference sample; name its folder with --change",
    vi:
      "loại biến động “{value}” cần areas.csv của lệnh change có mẫu tham chiếu; hãy nêu thư mục bằng --change"
  )
  /// A class of change that was not estimated.
  public static let changeClassUnknown = FindingKind(
    "change-class-unknown", .error,
    "areas.csv has no estimated area with its standard error for the class \"{value}\"; it has: {expected}",
    vi:
      "areas.csv không có diện tích ước tính kèm sai số chuẩn cho loại “{value}”; các loại có: {expected}"
  )
  /// A factor that is not in its table.
  public static let factorUnknown = FindingKind(
    "factor-unknown", .error, "there is no emission factor \"{value}\"; known: {expected}",
    vi: "không có hệ số phát thải “{value}”; các hệ số đã khai: {expected}")
  /// A factor twice.
  public static let factorTwice = FindingKind(
    "factor-twice", .error,
    "the emission factor \"{value}\" is stated twice: rows {first} and {second}",
    vi: "hệ số phát thải “{value}” được khai hai lần: dòng {first} và {second}")
  /// A factor of a stratum that the estimate does not have.
  public static let factorStratumUnknown = FindingKind(
    "factor-stratum-unknown", .error,
    "the estimate has no mean stock for the stratum \"{value}\"; it has: {expected}",
    vi: "kết quả ước tính không có trữ lượng bình quân của tầng “{value}”; các tầng có: {expected}")
  /// A stratum mean without standard error.
  public static let factorStratumWithoutError = FindingKind(
    "factor-stratum-without-error", .error,
    "the mean stock of the stratum \"{value}\" has no standard error; state the factor with its half-width instead",
    vi:
      "trữ lượng bình quân của tầng “{value}” không có sai số chuẩn; hãy khai trực tiếp hệ số cùng sai số"
  )
  /// Shares of products that do not add up.
  public static let sharesNotWhole = FindingKind(
    "shares-not-whole", .error, "the shares add up to {sum} %, expected 100: {columns}",
    vi: "các tỷ lệ cộng lại được {sum} %, cần 100: {columns}")
  /// Products of harvested wood need whole years.
  public static let harvestNotAYear = FindingKind(
    "harvest-not-a-year", .error,
    "harvested wood is counted by calendar year: state a year, or the days 1 January to 31 December",
    vi: "gỗ khai thác được tính theo năm dương lịch: hãy ghi năm, hoặc từ 01/01 đến 31/12")
  /// Soil carbon in another unit.
  public static let soilChangeUnit = FindingKind(
    "soil-change-unit", .error,
    "read {value} t C per ha and year; more than {limit} is no change of soil carbon. Perhaps g/kg, kg/ha or a stock",
    vi:
      "đọc được {value} t C/ha/năm; thay đổi các-bon đất không thể quá {limit}. Có thể đơn vị là g/kg, kg/ha hoặc là trữ lượng"
  )

  /// Results of stock-change that cannot be used.
  public static let stockChangeUnreadable = FindingKind(
    "stock-change-unreadable", .error,
    "\"{value}\" holds no results of stock-change with a total change and its half-width; the path starts at the folder of this table",
    vi:
      "“{value}” không có kết quả stock-change với tổng thay đổi và sai số; đường dẫn tính từ thư mục của bảng này"
  )

  // MARK: Baseline

  /// A reference year without a row.
  public static let referenceYearMissing = FindingKind(
    "reference-year-missing", .error,
    "the reference period runs from {first} to {last} and has nothing for {missing}; state 0 where nothing was emitted",
    vi:
      "thời kỳ tham chiếu từ {first} đến {last} nhưng thiếu số liệu năm {missing}; hãy ghi 0 nếu không có phát thải"
  )
  /// A reference row that does not fill its years.
  public static let referenceNotWholeYears = FindingKind(
    "reference-not-whole-years", .error,
    "reference flows fill whole calendar years; read {start} to {end}",
    vi: "số liệu tham chiếu phải trọn năm dương lịch; đọc được {start} đến {end}")
  /// A reference year inside the accounting period.
  public static let referenceTooLate = FindingKind(
    "reference-too-late", .error,
    "the reference flow ends on {end}, the accounting period begins on {start}; a reference level is made of years before it",
    vi:
      "số liệu tham chiếu kết thúc ngày {end}, kỳ tính toán bắt đầu ngày {start}; mức tham chiếu lập từ các năm trước đó"
  )
  /// A reference level of too few years.
  public static let referenceTooShort = FindingKind(
    "reference-too-short", .error,
    "a {method} needs at least {needed} reference years; there are {count}",
    vi: "{method} cần ít nhất {needed} năm tham chiếu; hiện có {count}")
  /// Baseline in two ways or in none.
  public static let baselineUnclear = FindingKind(
    "baseline-unclear", .error,
    "the baseline is stated by {found}; give either reference years with --reference-level mean or trend, or baseline rows with --reference-level stated",
    vi:
      "đường cơ sở được khai bằng {found}; hãy dùng các năm tham chiếu với --reference-level mean hoặc trend, hoặc các dòng baseline với --reference-level stated"
  )
  /// A trend below zero.
  public static let baselineNegative = FindingKind(
    "baseline-negative", .warning,
    "the baseline of {year} is {value} t CO2e: emissions do not fall below zero; check the trend or the adjustment",
    vi:
      "đường cơ sở năm {year} là {value} tCO₂tđ: phát thải không thể âm; hãy kiểm tra xu thế hoặc phần điều chỉnh"
  )
  /// Extrapolated trend.
  public static let trendExtrapolated = FindingKind(
    "trend-extrapolated", .warning,
    "the trend of {first} to {last} is carried on to {year}; this must be justified, and several standards do not allow it",
    vi:
      "xu thế {first} đến {last} được ngoại suy đến {year}; cần giải trình, và một số tiêu chuẩn không cho phép"
  )
  /// No reduction.
  public static let noReduction = FindingKind(
    "no-reduction", .warning,
    "baseline less project is {value} t CO2e: there is no reduction in this period",
    vi: "đường cơ sở trừ dự án là {value} tCO₂tđ: kỳ này không có lượng giảm phát thải")
  /// A reduction that cannot be told from zero.
  public static let reductionNotTold = FindingKind(
    "reduction-not-told", .warning,
    "the gross reduction of {value} t CO2e has a half-width of {percent} % at {level} confidence: it cannot be told from zero",
    vi:
      "lượng giảm chưa khấu trừ {value} tCO₂tđ có sai số {percent} % với độ tin cậy {level}: chưa phân biệt được với không"
  )

  // MARK: Standards

  /// A standard's question without an answer.
  public static let standardAnswerMissing = FindingKind(
    "standard-answer-missing", .error,
    "{standard} asks {question}: {text}. Answer it, leave the standard out with --standard, or use --on-error skip to leave its net empty",
    vi:
      "{standard} hỏi {question}: {text}. Hãy trả lời, bỏ tiêu chuẩn này bằng --standard, hoặc dùng --on-error skip để để trống lượng ròng"
  )
  /// An answer to a question that is not asked.
  public static let standardQuestionUnknown = FindingKind(
    "standard-question-unknown", .error,
    "{standard} does not ask \"{value}\"{hint}; it asks: {expected}",
    vi: "{standard} không hỏi “{value}”{hint}; các câu hỏi: {expected}")
  /// A question answered twice.
  public static let standardAnswerTwice = FindingKind(
    "standard-answer-twice", .error,
    "{question} of {standard} is answered twice: rows {first} and {second}",
    vi: "{question} của {standard} được trả lời hai lần: dòng {first} và {second}")
  /// An answer outside its range.
  public static let standardAnswerImpossible = FindingKind(
    "standard-answer-impossible", .error, "read \"{value}\" for {question}, expected {expected}",
    vi: "đọc được “{value}” cho {question}, cần {expected}")
  /// A rule that needs another level.
  public static let standardLevel = FindingKind(
    "standard-level", .error,
    "{standard} needs a half-width at {needed} confidence; this one is of {stated} and has no degrees of freedom",
    vi:
      "{standard} cần sai số ở độ tin cậy {needed}; sai số hiện có ở {stated} và không có bậc tự do"
  )
  /// A standard without known rules.
  public static let standardRuleUnknown = FindingKind(
    "standard-rule-unknown", .note, "{standard}: not known here, left empty: {what}",
    vi: "{standard}: chưa biết quy tắc, để trống: {what}")
  /// A standard for something else.
  public static let standardIllustrative = FindingKind(
    "standard-illustrative", .note, "{standard} is shown as an illustration only: {reason}",
    vi: "{standard} chỉ để so sánh: {reason}")
  /// What must hold for a standard to apply.
  public static let standardCondition = FindingKind(
    "standard-condition", .note, "{standard} applies {condition}",
    vi: "{standard} áp dụng được {condition}")
  /// A constant that nobody has seen.
  public static let standardUnconfirmed = FindingKind(
    "standard-unconfirmed", .warning,
    "{standard} uses {count} constants that were not seen in its text; see parameters.csv",
    vi: "{standard} dùng {count} hằng số chưa đối chiếu với văn bản; xem parameters.csv")

  /// Those about a whole file or design.
  static let blockingAccounts: [FindingKind] = [
    dayUnreadable, periodReversed, flowOutsidePeriod, scenarioGap, amountImpossible, flowTwice,
    amountNegative, shareImpossible,
    percentAsFraction, fractionAsPercent, halfWidthWithoutLevel, halfWidthLevel, halfWidthMissing,
    errorGroupDiffers, changeAreasMissing, changeClassUnknown, factorUnknown, factorTwice,
    factorStratumUnknown,
    factorStratumWithoutError, sharesNotWhole, harvestNotAYear, soilChangeUnit,
    stockChangeUnreadable,
    referenceYearMissing, referenceNotWholeYears, referenceTooLate, referenceTooShort,
    baselineUnclear, standardQuestionUnknown, standardAnswerTwice, standardAnswerImpossible,
    standardLevel,
  ]

  /// In the order of the documentation.
  static let accounts: [FindingKind] =
    blockingAccounts + [
      flowCut, errorsIndependent, standardCondition, baselineNegative, trendExtrapolated,
      noReduction, reductionNotTold,
      standardAnswerMissing, standardRuleUnknown, standardIllustrative, standardUnconfirmed,
    ]
}

// Findings about results, constants and the project as a whole.

extension FindingKind {
  /// Outside its confidence interval the stock would be below zero.
  public static let lowBelowZero = FindingKind(
    "low-below-zero", .note,
    "the lower limit of {count} intervals lies below zero: too few plots for the level asked; it is printed as computed",
    vi:
      "cận dưới của {count} khoảng tin cậy nhỏ hơn không: số ô quá ít so với độ tin cậy yêu cầu; vẫn in theo kết quả tính"
  )
  /// No land is left that an estimate could stand for.
  public static let noLand = FindingKind(
    "no-land", .error,
    "no land is left to estimate: of {ha} ha, {excluded} ha are excluded, {unmapped} ha have no class and {rejected} ha are rejected",
    vi:
      "không còn diện tích để ước tính: trong {ha} ha có {excluded} ha loại trừ theo bảng tầng, {unmapped} ha chưa có mã loại và {rejected} ha thuộc lô có lỗi"
  )
  /// A constant whose source was not checked.
  public static let parameterUnconfirmed = FindingKind(
    "parameter-unconfirmed", .warning,
    "{name} = {value} is not confirmed against its source ({source})",
    vi: "{name} = {value} chưa được đối chiếu với nguồn ({source})")
  /// A strata table beside a design that has no strata.
  public static let strataIgnored = FindingKind(
    "strata-ignored", .warning,
    "the simple design does not look at the strata table: all land counts, also what the table excludes",
    vi:
      "thiết kế simple không dùng bảng tầng: toàn bộ diện tích được tính, kể cả phần bảng tầng loại trừ"
  )
  /// A day that is none, or not written as one.
  public static let dayInvalid = FindingKind(
    "day-invalid", .error, "read {value}, expected a day such as 2026-03-05",
    vi: "đọc được {value}, cần một ngày viết như 2026-03-05")
  /// A field that a final document needs.
  public static let documentGap = FindingKind(
    "document-gap", .error, "this field is empty, the final document needs it ({need})",
    vi: "trường này còn trống, bản chính thức cần có ({need})")
  /// A constant that a final document may not hold.
  public static let documentUnconfirmed = FindingKind(
    "document-unconfirmed", .error,
    "{name} = {value} is not confirmed; a final document cannot rest on it",
    vi: "{name} = {value} chưa được xác nhận; bản chính thức không được dùng giá trị này")
  /// A key of project.yaml that no option has.
  public static let unknownKey = FindingKind(
    "unknown-key", .error, "key \"{key}\" is not known{hint}",
    vi: "không nhận ra khóa “{key}”{hint}")

  /// project.yaml that cannot be read.
  public static let unreadableYAML = FindingKind(
    "unreadable-yaml", .error, "the file is not YAML: {reason}",
    vi: "tệp không đúng định dạng YAML: {reason}")

  /// Forest that a strata table sends into land that is left out.
  public static let forestMergedAway = FindingKind(
    "forest-merged-away", .error,
    "class {class} ({name}) is merged into {stratum}, which is excluded: this forest would count nothing. Merge it into a stratum of forest, give it the treatment table with a stock factor, or write excluded in its own row",
    vi:
      "mã loại {class} ({name}) được gộp vào {stratum}, là tầng bị loại trừ: rừng này sẽ không được tính. Hãy gộp vào một tầng có rừng, dùng cách xử lý table kèm hệ số trữ lượng, hoặc ghi excluded ở dòng của chính mã này"
  )
}

// Findings about equations that the user states.

extension FindingKind {
  /// A name that a built-in equation has.
  public static let equationShadows = FindingKind(
    "equation-shadows", .error, "the name {id} is taken by a built-in equation; choose another",
    vi: "mã {id} đã được dùng cho phương trình có sẵn; hãy chọn mã khác")
  /// A formula that cannot be read.
  public static let equationExpression = FindingKind(
    "equation-expression", .error, "{reason}", vi: "{reason}")
  /// A formula without a variable.
  public static let equationConstant = FindingKind(
    "equation-constant", .error, "the formula holds no variable, it is the same for every tree",
    vi: "công thức không có biến, cây nào cũng cho cùng một giá trị")
  /// A variable in another unit.
  public static let equationUnit = FindingKind(
    "equation-unit", .error,
    "read {name} in {value}, equations take it in {unit}; convert the constants",
    vi: "đọc được {name} tính bằng {value}, phương trình nhận {unit}; hãy đổi các hệ số")
  /// Variables listed that are not those of the formula.
  public static let equationPredictors = FindingKind(
    "equation-predictors", .error, "read \"{value}\", the formula takes {expected}",
    vi: "đọc được “{value}”, công thức dùng {expected}")
  /// A negative error or range, or a range that ends before it begins.
  public static let equationRange = FindingKind(
    "equation-range", .error,
    "read {value}, expected a number of 0 or more, and an upper limit above the lower one",
    vi: "đọc được {value}, cần một số từ 0 trở lên và giới hạn trên lớn hơn giới hạn dưới")
  /// A rule that names no known equation.
  public static let equationUnknown = FindingKind(
    "equation-unknown", .error, "no equation is named \"{value}\"; nearest: {near}",
    vi: "không có phương trình “{value}”; gần nhất: {near}")
  /// An equation that gives no tree's biomass.
  public static let equationNotForTrees = FindingKind(
    "equation-not-for-trees", .error, "{equation} cannot be used for trees: {reason}",
    vi: "{equation} không dùng được cho cây: {reason}")
  /// No weighed tree has what an equation takes.
  public static let equationWithoutTrees = FindingKind(
    "equation-without-trees", .error,
    "no weighed tree has what {equation} takes; left out: {reasons}",
    vi: "không có cây cân đo nào đủ số liệu cho {equation}; bị loại: {reasons}")
  /// A tree whose plot is not listed.
  public static let plotNotListed = FindingKind(
    "plot-not-listed", .error, "plot \"{plot}\" is not in the plots table{hint}",
    vi: "ô “{plot}” không có trong bảng ô tiêu chuẩn{hint}")
  /// More than one census in the table.
  public static let severalCensuses = FindingKind(
    "several-censuses", .error,
    "read the censuses {found}; a stock is of one census, choose it with --census LABEL, or --census latest",
    vi:
      "đọc được các kỳ đo {found}; trữ lượng chỉ tính cho một kỳ đo, hãy chọn bằng --census TÊN_KỲ, hoặc --census latest"
  )
  /// A census that the table does not have.
  public static let censusUnknown = FindingKind(
    "census-unknown", .error, "no row is of census \"{value}\"; censuses of the table: {found}",
    vi: "không có dòng nào thuộc kỳ đo “{value}”; các kỳ đo trong bảng: {found}")
  /// Censuses whose labels do not tell which is the last.
  public static let censusOrderUnknown = FindingKind(
    "census-order-unknown", .error,
    "which of the censuses {found} is the last cannot be told; use numbers, or dates such as 2025-03-15, or name one with --census LABEL",
    vi:
      "không xác định được kỳ đo cuối trong các kỳ {found}; hãy dùng số, hoặc ngày như 2025-03-15, hoặc chọn bằng --census TÊN_KỲ"
  )
  /// A plot that was measured in another census only.
  public static let plotNotInCensus = FindingKind(
    "plot-not-in-census", .error,
    "the plot has trees in other censuses and none in census {census}; if it was measured and is empty, give it a row of census {census} in the plots table, else delete the plot",
    vi:
      "ô có cây ở kỳ đo khác nhưng không có cây ở kỳ {census}; nếu ô đã được đo và không còn cây, hãy ghi một dòng thuộc kỳ {census} trong bảng ô tiêu chuẩn, nếu không hãy xóa ô"
  )
  /// A tally that is no small count.
  public static let tallyImpossible = FindingKind(
    "tally-impossible", .error, "read {value}, expected a whole number from 1 to 10,000",
    vi: "đọc được {value}, cần một số nguyên từ 1 đến 10.000")
  /// A distance below zero.
  public static let distanceImpossible = FindingKind(
    "distance-impossible", .error, "read {value}, expected a distance of 0 m or more",
    vi: "đọc được {value}, cần khoảng cách từ 0 m trở lên")
  /// A diameter that is the girth.
  public static let girthAsDiameter = FindingKind(
    "girth-as-diameter", .warning,
    "read {value} cm, the same as the girth; the diameter of this girth is {dbh} cm. Computed as written",
    vi:
      "đọc được {value} cm, bằng chu vi thân; đường kính theo chu vi này là {dbh} cm. Vẫn tính theo số đã ghi"
  )
  /// A diameter and a girth that do not fit together.
  public static let girthDiffers = FindingKind(
    "girth-differs", .warning,
    "read {value} cm, but the diameter of the girth {girth} cm is {dbh} cm; dbh_cm is used",
    vi:
      "đọc được {value} cm, nhưng đường kính theo chu vi {girth} cm là {dbh} cm; dùng dbh_cm")
}

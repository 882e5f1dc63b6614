// Findings about strata and stock factors.

extension FindingKind {
  /// A class with land but no line in the strata table.
  public static let classNotListed = FindingKind(
    "class-not-listed", .error,
    "class \"{class}\" covers {ha} ha and is not in the strata table; {hint}add a line such as {line}",
    vi:
      "mã loại “{class}” chiếm {ha} ha và không có trong bảng tầng; {hint}hãy thêm một dòng như {line}"
  )
  /// A stratum with land but no plots.
  public static let stratumWithoutPlots = FindingKind(
    "stratum-without-plots", .error,
    "stratum {stratum} covers {ha} ha and has {count} plots; a standard error needs at least 2. Add a line to the strata table (--strata): {stratum},{stratum},excluded,REASON where it is no forest to be counted; {line} ({why}); or {stratum},{stratum},table,REASON with a factor in --stock-table",
    vi:
      "tầng {stratum} chiếm {ha} ha và có {count} ô tiêu chuẩn; cần ít nhất 2 ô để tính sai số chuẩn. Hãy thêm một dòng vào bảng tầng (--strata): {stratum},{stratum},excluded,LÝ_DO nếu không phải rừng cần tính; {line} ({why}); hoặc {stratum},{stratum},table,LÝ_DO kèm hệ số trong --stock-table"
  )
  /// A class listed twice in the strata table.
  public static let duplicateClass = FindingKind(
    "duplicate-class", .error, "class {class} is listed twice (rows {first} and {row})",
    vi: "mã loại {class} được ghi hai lần (dòng {first} và {row})")
  /// A stratum with two treatments that exclude each other.
  public static let conflictingTreatment = FindingKind(
    "conflicting-treatment", .error,
    "stratum {stratum} is {treatment} here and {other} in row {first}; one stratum has one treatment",
    vi:
      "tầng {stratum} ở đây là {treatment}, ở dòng {first} là {other}; mỗi tầng chỉ có một cách xử lý"
  )
  /// A stratum that needs a factor and has none.
  public static let stockFactorMissing = FindingKind(
    "stock-factor-missing", .error,
    "stratum {stratum} has the treatment table but no line in the stock table; give --stock-table with it",
    vi:
      "tầng {stratum} có cách xử lý table nhưng không có dòng trong bảng trữ lượng; hãy dùng --stock-table"
  )
  /// A factor without standard error.
  public static let stockFactorWithoutSE = FindingKind(
    "stock-factor-without-se", .warning,
    "the factor of stratum {stratum} has no standard error; its parcels and the total get no interval",
    vi:
      "hệ số của tầng {stratum} không có sai số chuẩn; các lô của tầng và tổng số không có khoảng tin cậy"
  )
  /// The same name twice in a table of constants.
  public static let duplicateRow = FindingKind(
    "duplicate-row", .error, "{name} occurs twice (rows {first} and {row}); keep one row",
    vi: "{name} xuất hiện hai lần (dòng {first} và {row}); giữ lại một dòng")
  /// One factor stated in two ways.
  public static let severalMeasures = FindingKind(
    "several-measures", .error, "one factor needs one measure; read {found}",
    vi: "mỗi hệ số chỉ dùng một đại lượng; đọc được {found}")
  /// A factor that is not a stock.
  public static let stockFactorImpossible = FindingKind(
    "stock-factor-impossible", .error, "read {value}, expected 0 or more",
    vi: "đọc được {value}, cần từ 0 trở lên")
}
